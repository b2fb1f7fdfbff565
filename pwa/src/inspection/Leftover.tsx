import { parseLabel } from '../scan/parseLabel';
import type { Phone } from '../sync';
import { useLoaded } from '../ui/useLoaded';
import { UnknownPanel } from './UnknownPanel';

type Props = {
  readonly phone: Phone;
  /** Its name among the drafts. */
  readonly thing: string;
  readonly onKept: () => void;
};

/** What was begun about something that cannot be shown any more: it can still be kept. */
export function Leftover({ phone, thing, onKept }: Props) {
  const { value: draft } = useLoaded(() => phone.drafts().of(thing), [thing]);
  if (!draft) return null;
  const text = draft.code ?? draft.name;
  const { kind, code } = parseLabel(text);
  return (
    <UnknownPanel
      phone={phone}
      seen={{ text, how: draft.how }}
      code={kind === 'own' ? code : null}
      draftOf={thing}
      onKept={onKept}
    />
  );
}
