import { useRef } from 'preact/hooks';
import type { How } from '../../domain/facts';
import type { ThingView } from '../../field/thing';
import { useSaving } from '../../field/useSaving';
import { newId, type Phone } from '../../sync';
import { Button } from '../../ui/Button';
import { t } from '../../ui/messages';
import { Notice } from '../../ui/Notice';
import { useLoaded } from '../../ui/useLoaded';
import { useValue } from '../../ui/useValue';
import { isLabelRequested, requestLabel } from './records';

type Props = { readonly phone: Phone; readonly view: ThingView; readonly how: How };

/** The label of a thing that can be read badly or not at all: asked for, or put on at once. */
export function LabelCare({ phone, view, how }: Props) {
  const { asset, code } = view;
  const saving = useSaving();
  // One tap, one request: a second finds the first by its id.
  const id = useRef(newId());
  const { waiting } = useValue(phone.status);
  const load = () => isLabelRequested(phone, asset.id, Date.now());
  const requested = useLoaded(load, [asset.id, JSON.stringify(waiting)]).value;
  const request = () =>
    void saving.run(
      () => requestLabel(phone, id.current, view, how),
      () => undefined,
    );
  return (
    <>
      {requested && <Notice kind="ok">{t('label.requested')}</Notice>}
      {saving.failure && <Notice kind="bad">{saving.failure}</Notice>}
      <div class="row label-care">
        {requested === false && (
          <Button kind="quiet" disabled={saving.busy} onClick={request}>
            {t(code === null ? 'label.none' : 'label.worn')}
          </Button>
        )}
        <Button kind="quiet" href={`/app/labels/bind?asset=${asset.id}&once`}>
          {t('label.stick')}
        </Button>
      </div>
    </>
  );
}
