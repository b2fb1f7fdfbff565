import type { Screen } from '../../field/screen';
import { placeViewOf } from '../../field/thing';
import { Leftover } from '../../inspection/Leftover';
import { placeThing } from '../../inspection/subject';
import { ThingPanel } from '../../inspection/ThingPanel';
import { t } from '../../ui/messages';
import { Empty } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { say } from '../../ui/Toast';
import { useLoaded } from '../../ui/useLoaded';
import './patrol.css';

type Props = Screen & { readonly id: string };

/** A room or another place, to be inspected itself. */
export function PlaceScreen({ phone, go, bar, id }: Props) {
  const view = useLoaded(() => placeViewOf(phone.register(), id), [id]).value;
  const back = `/app/find?place=${id}`;
  const saved = () => {
    say(t('scan.saved'));
    go(back, true);
  };
  return (
    <Page title={view?.here.name ?? t('thing.place')} back={back} bar={bar}>
      {view === undefined && <p aria-live="polite">{t('app.loading')}</p>}
      {view === null && (
        <>
          <Empty>{t('place.gone')}</Empty>
          <Leftover phone={phone} thing={placeThing(id)} onKept={saved} />
        </>
      )}
      {view && <ThingPanel phone={phone} view={view} how="picked" onSaved={saved} />}
    </Page>
  );
}
