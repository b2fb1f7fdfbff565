import { useState } from 'preact/hooks';
import type { Person } from '../../db';
import type { Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { t } from '../../ui/messages';
import { Sheet } from '../../ui/Sheet';
import { useLoaded } from '../../ui/useLoaded';
import type { RoundInHand } from './useRound';

/** As many as a record can name. */
const MOST = 20;
const SHOWN = 40;

type Props = { readonly phone: Phone; readonly inHand: RoundInHand };

/** Colleagues of this route first, then everybody else; never the person who holds the phone. */
function inOrder(
  people: readonly Person[],
  me: string,
  first: readonly string[],
): readonly Person[] {
  const others = people.filter(({ id }) => id !== me);
  const rank = ({ id }: Person) => (first.includes(id) ? 0 : 1);
  return [...others].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'zh'));
}

function PickSheet({
  people,
  inHand,
  onClose,
}: Omit<Props, 'phone'> & { readonly people: readonly Person[]; readonly onClose: () => void }) {
  const [query, setQuery] = useState('');
  const { companions } = inHand.kept;
  const toggle = (id: string) => {
    const without = companions.filter((one) => one !== id);
    const added = without.length < companions.length ? without : [...companions, id];
    inHand.keep({ companions: added.slice(0, MOST) });
  };
  const found = people.filter(({ name }) => name.includes(query.trim()));
  return (
    <Sheet title={t('round.companions')} onClose={onClose}>
      <div class="stack">
        {people.length > SHOWN && (
          <Field kind="search" label={t('round.findPerson')} value={query} onInput={setQuery} />
        )}
        {found.slice(0, SHOWN).map(({ id, name }) => (
          <button
            key={id}
            type="button"
            class="button button-wide pick"
            aria-pressed={companions.includes(id)}
            onClick={() => toggle(id)}
          >
            {name}
          </button>
        ))}
        <div class="answers">
          <Button kind="main" onClick={onClose}>
            {t('round.companionsDone')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}

/** Who walks along: they stand in the record beside the signature. */
export function Companions({ phone, inHand }: Props) {
  const [open, setOpen] = useState(false);
  const me = phone.account.get()?.person.id ?? '';
  const { value = [] } = useLoaded(() => phone.register().people(), []);
  const people = inOrder(value, me, inHand.route.person_ids);
  const names = people.filter(({ id }) => inHand.kept.companions.includes(id));
  const alone = names.length === 0;
  return (
    <div class="round-with">
      <p>
        {alone
          ? t(inHand.route.walkers > 1 ? 'round.needsTwo' : 'round.alone')
          : t('round.with', { names: names.map(({ name }) => name).join(t('round.comma')) })}
      </p>
      <Button onClick={() => setOpen(true)}>{t(alone ? 'round.add' : 'round.change')}</Button>
      {open && <PickSheet people={people} inHand={inHand} onClose={() => setOpen(false)} />}
    </div>
  );
}
