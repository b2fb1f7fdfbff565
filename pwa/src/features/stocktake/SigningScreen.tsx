import { useEffect, useState } from 'preact/hooks';
import { mayRecord } from '../../field/may';
import type { Screen } from '../../field/screen';
import { useSaving } from '../../field/useSaving';
import { type Begun, useBegun } from '../../inspection/useDraft';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Empty, Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { SignaturePad } from '../../ui/SignaturePad';
import { say } from '../../ui/Toast';
import { signingThing, subjectOn } from './draftThing';
import { ExplainList } from './ExplainList';
import { toSign } from './explained';
import { Helpers } from './Helpers';
import { recordSigning } from './records';
import { StandNotice } from './StandNotice';
import { sheetHref } from './sheetHref';
import type { SheetInHand } from './sheetInHand';
import { roomName } from './texts';
import { Unseen } from './Unseen';
import { type Signing, useSigning } from './useSigning';

type Props = Screen & { readonly inHand: SheetInHand };

/** Resolves when the phone has the signature with its explanations and photos. */
async function save(
  { phone, inHand }: Props,
  { draft, explained, override, unsent, ink, end }: Signing,
): Promise<void> {
  if (ink === undefined) return;
  const { explanations, photos } = await toSign(inHand, explained, draft.photos);
  const discrepancies = inHand.closed.discrepancies.map(({ key, quantity }) => ({ key, quantity }));
  const reason = unsent && unsent.length > 0 ? (override ?? '') : '';
  const said = { discrepancies, explanations, photos, override: reason, signature: ink };
  await recordSigning(phone, inHand.sheet, { id: draft.id, ...said });
  await end();
}

function Review({ begun, ...screen }: Props & { readonly begun: Begun }) {
  const { phone, inHand, go, bar } = screen;
  const { sheet, closed, view, stocktake } = inHand;
  const [tries, setTries] = useState(0);
  const tried = tries > 0;
  const saving = useSaving();
  const signing = useSigning(phone, inHand, begun);
  const { trouble, unsent, override } = signing;
  const failure = saving.failure ?? signing.unkept;
  const sign = () => {
    setTries(tries + 1);
    if (trouble !== undefined) return;
    void saving.run(
      () => save(screen, signing),
      () => {
        say(t('stocktake.signed'));
        go(sheetHref(sheet.id), true);
      },
    );
  };
  // The list is long: what is missing is brought into sight.
  useEffect(() => {
    if (tried) document.querySelector('[data-lack]')?.scrollIntoView?.({ block: 'center' });
  }, [tries]);
  const isMine = sheet.person_ids.includes(phone.account.get()?.person.id ?? '');
  return (
    <Page title={t('stocktake.review')} back={sheetHref(sheet.id)} bar={bar}>
      <p>
        <strong>{roomName(sheet)}</strong>{' '}
        {[sheet.class_name, stocktake?.name].filter(Boolean).join(' · ')}
      </p>
      {begun.restored && <Notice kind="plain">{t('draft.restored')}</Notice>}
      <StandNotice inHand={inHand} />
      {!isMine && <Notice kind="warn">{t('stocktake.notMine')}</Notice>}
      <p>{t('stocktake.summary', { total: view.expected, done: closed.seen })}</p>
      <Unseen inHand={inHand} />
      <ExplainList {...{ phone, inHand, signing, tried }} />
      <Helpers {...{ unsent, override, tried }} onOverride={signing.sayOverride} />
      <SignaturePad label={t('stocktake.signature')} onChange={signing.setInk} />
      {tried && trouble !== undefined && <Notice kind="bad">{trouble}</Notice>}
      {failure && <Notice kind="bad">{failure}</Notice>}
      <Button kind="main" wide disabled={saving.busy} onClick={sign}>
        {saving.busy ? t('record.saving') : t('stocktake.sign')}
      </Button>
    </Page>
  );
}

/** What does not agree, each explained, and the signature under it. */
export function SigningScreen(props: Props) {
  const { phone, inHand, bar } = props;
  const { sheet, over } = inHand;
  const name = t('stocktake.signingOf', { room: roomName(sheet) });
  const begun = useBegun(phone, subjectOn(sheet, signingThing(sheet.id), name));
  if (over || !mayRecord(phone)) {
    return (
      <Page title={t('stocktake.review')} back={sheetHref(sheet.id)} bar={bar}>
        <Empty>{t(over ? 'stocktake.isOver' : 'thing.mayNot')}</Empty>
      </Page>
    );
  }
  return begun === undefined ? null : <Review {...props} begun={begun} />;
}
