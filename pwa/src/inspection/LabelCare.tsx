import { useEffect, useRef, useState } from 'preact/hooks';
import type { How, Thing } from '../domain/facts';
import { idsOf, type View } from '../field/thing';
import { useSaving } from '../field/useSaving';
import { newId, type Phone } from '../sync';
import { Button } from '../ui/Button';
import { t } from '../ui/messages';
import { Notice } from '../ui/Notice';
import { isLabelRequested, requestLabel } from './records';

type Props = { readonly phone: Phone; readonly view: View; readonly how: How };

/** The phone first draws the thing, then looks through its records. */
const PAUSE_MS = 300;

/** Whether a new label was asked for, and how to say that it was. */
function useRequested(phone: Phone, thing: Thing) {
  const [requested, set] = useState(false);
  const say = () => set(true);
  useEffect(() => {
    const look = async () => {
      if (await isLabelRequested(phone, thing, Date.now())) say();
    };
    const timer = setTimeout(() => void look().catch(() => undefined), PAUSE_MS);
    return () => clearTimeout(timer);
  }, []);
  return [requested, say] as const;
}

const bindTo = ({ asset_id, place_id }: Thing) =>
  `/app/labels/bind?${asset_id === null ? `place=${place_id}` : `asset=${asset_id}`}&once`;

/** The label of a thing that can be read badly or not at all: asked for, or put on at once. */
export function LabelCare({ phone, view, how }: Props) {
  const thing = idsOf(view);
  const saving = useSaving();
  // One tap, one request: a second finds the first by its id.
  const id = useRef(newId());
  const [requested, sayRequested] = useRequested(phone, thing);
  const request = () =>
    void saving.run(() => requestLabel(phone, id.current, view, how), sayRequested);
  return (
    <>
      {requested && <Notice kind="ok">{t('label.requested')}</Notice>}
      {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
      <div class="row label-care">
        {!requested && (
          <Button kind="quiet" disabled={saving.busy} onClick={request}>
            {t(view.code === null ? 'label.none' : 'label.worn')}
          </Button>
        )}
        <Button kind="quiet" href={bindTo(thing)}>
          {t('label.stick')}
        </Button>
      </div>
    </>
  );
}
