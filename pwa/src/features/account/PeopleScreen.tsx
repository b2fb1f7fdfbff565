import { useState } from 'preact/hooks';
import type { Screen } from '../../field/screen';
import type { PersonHere } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Page } from '../../ui/Page';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import { PinSheet } from './PinSheet';
import { SetPinSheet } from './SetPinSheet';

type Opened = { readonly sheet: 'enter'; readonly person: PersonHere } | { readonly sheet: 'set' };

function PersonRow({ person, onChoose }: { person: PersonHere; onChoose: () => void }) {
  return (
    <Button wide onClick={onChoose}>
      <span>
        <b>{person.name}</b>
        {!canSwitch(person) && <span class="item-note">{t('people.byPassword')}</span>}
      </span>
    </Button>
  );
}

function canSwitch({ has_pin, locked }: PersonHere): boolean {
  return has_pin && !locked;
}

/** [换人]: everybody who has signed in on this phone, a PIN away from going on with it. */
export function PeopleScreen({ phone, go, bar }: Screen) {
  const account = useValue(phone.account);
  const [opened, open] = useState<Opened | null>(null);
  const people = useLoaded(() => phone.people(), [account?.person.id, opened]).value;
  const me = people?.find((person) => person.is_current);
  const choose = (person: PersonHere) =>
    canSwitch(person) ? open({ sheet: 'enter', person }) : go('/app/sign-in');
  return (
    <Page title={t('people.title')} back="/app/" bar={bar}>
      <p>{t('people.now', { name: account?.person.name ?? '' })}</p>
      {people
        ?.filter((person) => person !== me)
        .map((person) => (
          <PersonRow key={person.id} person={person} onChoose={() => choose(person)} />
        ))}
      <Button wide href="/app/sign-in">
        {t('people.another')}
      </Button>
      <p class="soft">{t('people.kept')}</p>
      {me && (
        <div class="card stack">
          <p>{me.has_pin ? t('people.pinIs') : t('people.pinNone')}</p>
          <Button wide onClick={() => open({ sheet: 'set' })}>
            {me.has_pin ? t('people.pinChange') : t('people.pinSet')}
          </Button>
        </div>
      )}
      {opened?.sheet === 'enter' && (
        <PinSheet
          phone={phone}
          person={opened.person}
          onDone={() => go('/app/', true)}
          onClose={() => open(null)}
        />
      )}
      {opened?.sheet === 'set' && <SetPinSheet phone={phone} onClose={() => open(null)} />}
    </Page>
  );
}
