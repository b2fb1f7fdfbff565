import type { Draft } from '../../db';
import { isSameThing } from '../../domain/facts';
import { useSaving } from '../../field/useSaving';
import { groupCode } from '../../scan/code';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { say } from '../../ui/Toast';
import { useLoaded } from '../../ui/useLoaded';
import { beginBinding, bind, bindHref } from './binding';
import type { LabelledProps } from './steps';
import { carrierOf, type Target, targetOf } from './target';

function On({ code, target }: { code: string; target: Target }) {
  return (
    <div class="card stack label-on">
      <p class="code label-large">{groupCode(code)}</p>
      <p aria-hidden="true">↓</p>
      <p class="label-large">{target.name}</p>
      <p class="soft">{target.place || t('thing.noPlace')}</p>
    </div>
  );
}

function Question({ target, carrier }: { target: Target; carrier: Target | null }) {
  if (carrier !== null)
    return (
      <Notice kind="warn">
        <p>{t('labels.move', { from: carrier.name, to: target.name })}</p>
        {carrier.place && <p class="soft">{t('labels.where', carrier)}</p>}
      </Notice>
    );
  return target.hasLabel ? <Notice kind="plain">{t('labels.replaces')}</Notice> : null;
}

type Checked = {
  readonly draft: Draft;
  readonly target: Target;
  readonly carrier: Target | null;
  /** The label is there already. */
  readonly isOn: boolean;
};

/** Null when the picked thing is in the register no more. */
async function check({ phone, code, binding }: LabelledProps): Promise<Checked | null> {
  const register = phone.register();
  const { thing, how } = binding;
  const target = thing && (await targetOf(register, thing));
  if (!target) return null;
  const carrier = await carrierOf(register, code);
  const draft = await beginBinding(phone, code, how, carrier === null);
  const isOn = carrier !== null && isSameThing(carrier.thing, target.thing);
  return { draft, target, carrier, isOn };
}

/** Label and thing once more, then it is saved; a label that leaves another thing is asked about. */
export function ConfirmStep(props: LabelledProps) {
  const { phone, go, bar, code, binding } = props;
  const saving = useSaving();
  const value = useLoaded(() => check(props), []).value;
  const pick = bindHref({ ...binding, thing: null });
  const page = { title: t('labels.confirm'), back: pick, bar };
  if (value === undefined) return <Page {...page}>{null}</Page>;
  if (value === null) {
    return (
      <Page {...page} foot={<Button href={pick}>{t('labels.pickOther')}</Button>}>
        <Empty>{t('thing.gone')}</Empty>
      </Page>
    );
  }
  const { draft, target, carrier, isOn } = value;
  const moves = carrier !== null && !isOn;
  const done = () => {
    say(t('labels.bound', { name: target.name }));
    go(binding.once ? `/app/thing/${code}` : bindHref({}), true);
  };
  const save = () => void saving.run(() => bind(phone, draft, target), done);
  const foot = isOn ? (
    <Button kind="main" wide href={bindHref({})}>
      {t('labels.next')}
    </Button>
  ) : (
    <div class="row">
      <Button href={moves ? bindHref({}) : pick}>
        {t(moves ? 'labels.moveNot' : 'labels.pickOther')}
      </Button>
      <Button kind="main" disabled={saving.busy} onClick={save}>
        {t(moves ? 'labels.moveYes' : 'labels.stuck')}
      </Button>
    </div>
  );
  return (
    <Page {...page} foot={foot} tallFoot>
      <On code={code} target={target} />
      {isOn ? (
        <Notice kind="ok">{t('labels.onAlready', { name: target.name })}</Notice>
      ) : (
        <Question target={target} carrier={carrier} />
      )}
      {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
    </Page>
  );
}
