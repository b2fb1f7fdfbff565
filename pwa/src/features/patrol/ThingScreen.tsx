import type { Screen } from '../../field/screen';
import { type Found, inspectable, lookUp, nameOf, type View, viewOf } from '../../field/thing';
import { Leftover } from '../../inspection/Leftover';
import { assetThing, codeThing } from '../../inspection/subject';
import { ThingPanel } from '../../inspection/ThingPanel';
import { UnknownPanel } from '../../inspection/UnknownPanel';
import { groupCode } from '../../scan/code';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { say } from '../../ui/Toast';
import { useLoaded } from '../../ui/useLoaded';
import './patrol.css';

type Props = Screen & {
  /** Opened by its label's address, or picked from a list. */
  readonly by: { readonly code: string } | { readonly id: string };
};

type Loaded = { readonly view: View | null; readonly found: Found };

/** Null when the picked thing is in the register no more. */
async function load({ phone, by }: Props): Promise<Loaded | null> {
  const register = phone.register();
  if ('code' in by) {
    const found = await lookUp(register, by.code);
    return { view: await inspectable(register, found, by.code), found };
  }
  const asset = await register.asset(by.id);
  if (asset === null) return null;
  const view = await viewOf(register, asset);
  return { view, found: { found: 'asset', view } };
}

/** One thing on a screen of its own. */
export function ThingScreen(props: Props) {
  const { phone, go, bar, by } = props;
  const key = 'code' in by ? by.code : by.id;
  const thing = 'code' in by ? codeThing(by.code) : assetThing(by.id);
  const loaded = useLoaded(() => load(props), [key]).value;
  const found = loaded?.found;
  const how = 'code' in by ? 'camera' : 'picked';
  const saved = () => {
    say(t('scan.saved'));
    go('/app/scan', true);
  };
  const known = loaded?.view ? nameOf(loaded.view) : t('thing.title');
  const title = found?.found === 'unknown' ? t('unknown.title') : known;
  return (
    <Page title={title} back={how === 'picked' ? '/app/find' : '/app/'} bar={bar}>
      {loaded === undefined && <p aria-live="polite">{t('app.loading')}</p>}
      {loaded === null && <Empty>{t('thing.gone')}</Empty>}
      {loaded?.view && (
        <ThingPanel key={key} phone={phone} view={loaded.view} how={how} onSaved={saved} />
      )}
      {found?.found === 'mistyped' && (
        <Notice kind="warn">{t('scan.mistyped', { code: groupCode(found.code) })}</Notice>
      )}
      {(loaded === null || found?.found === 'mistyped') && (
        <Leftover phone={phone} thing={thing} onKept={saved} />
      )}
      {found?.found === 'unknown' && (
        <UnknownPanel
          phone={phone}
          seen={{ text: found.text, how }}
          code={found.code}
          onKept={saved}
        />
      )}
      <Button wide href="/app/scan">
        {t('thing.next')}
      </Button>
    </Page>
  );
}
