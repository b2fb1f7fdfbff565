import { useEffect, useState } from 'preact/hooks';
import type { How } from '../domain/facts';
import { mayRecord } from '../field/may';
import type { Seen } from '../field/thing';
import { groupCode } from '../scan/code';
import type { Phone } from '../sync';
import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { useLoaded } from '../ui/useLoaded';
import { formerName } from './records';
import { codeThing } from './subject';
import { UnknownForm } from './UnknownForm';
import { useBegun } from './useDraft';

type Props = {
  readonly phone: Phone;
  readonly seen: Seen;
  /** Null when the text is no code of this system at all. */
  readonly code: string | null;
  readonly onKept: () => void;
  /** It was a thing when this draft of it began. */
  readonly draftOf?: string;
  readonly onForm?: (open: boolean) => void;
};

function What({ phone, seen, code }: Pick<Props, 'phone' | 'seen' | 'code'>) {
  const load = async () => (code === null ? undefined : await formerName(phone, code));
  const former = useLoaded(load, [code]);
  if (code === null) {
    return (
      <>
        <Notice kind="warn">{t('unknown.foreign')}</Notice>
        <p class="soft content">{t('unknown.content', { text: seen.text })}</p>
      </>
    );
  }
  const words = { code: groupCode(code) };
  return (
    <Notice kind="warn">
      {former.value === undefined
        ? t('unknown.own', words)
        : t('unknown.removed', { ...words, name: former.value })}
    </Notice>
  );
}

const bindTo = (code: string, how: How) => `/app/labels/bind?code=${code}&how=${how}&once`;

/** A code that this phone does not know: said so; stuck on a thing, or kept, if wanted. */
export function UnknownPanel({ phone, seen, code, onKept, draftOf, onForm }: Props) {
  const [open, setOpen] = useState(false);
  const [round, setRound] = useState(0);
  const thing = draftOf ?? codeThing(code ?? seen.text);
  const about = { thing, name: seen.text, place: '', code: seen.text, how: seen.how };
  const subject = { ...about, round: null, scanned_at: null };
  const begun = useBegun(phone, subject, round);
  const begin = () => {
    setOpen(true);
    onForm?.(true);
  };
  const cancel = () => {
    setRound(round + 1);
    setOpen(false);
    onForm?.(false);
  };
  const may = mayRecord(phone);
  useEffect(() => {
    if (begun?.restored && may) begin();
  }, [begun]);
  return (
    <div class="stack">
      <What phone={phone} seen={seen} code={code} />
      {open && begun && (
        <UnknownForm phone={phone} begun={begun} onKept={onKept} onCancel={cancel} />
      )}
      {!open && may && (
        <>
          {code !== null && (
            <Button kind="main" wide href={bindTo(code, seen.how)}>
              {t('unknown.bind')}
            </Button>
          )}
          <Button kind={code === null ? 'main' : 'plain'} wide onClick={begin}>
            {t('unknown.keep')}
          </Button>
        </>
      )}
    </div>
  );
}
