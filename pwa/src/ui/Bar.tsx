import { t } from './messages';

type Props = {
  readonly facts: number;
  readonly photos: number;
  readonly held: number;
  readonly href: string;
};

function words({ facts, photos, held }: Props): string {
  if (facts > 0) return t('bar.waiting', { n: facts });
  if (photos > 0) return t('bar.photos', { n: photos });
  return held > 0 ? t('bar.held', { n: held }) : t('bar.none');
}

/** What waits, on every screen; leads to the list of it. */
export function Bar(props: Props) {
  const waiting = props.facts + props.photos > 0;
  const look = waiting ? 'bar bar-waiting' : props.held > 0 ? 'bar bar-held' : 'bar';
  return (
    <a class={look} href={props.href} data-waiting={props.facts}>
      {words(props)}
    </a>
  );
}
