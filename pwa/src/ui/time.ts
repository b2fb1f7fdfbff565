import { languageTag, t } from './messages';

function dayNumber(at: Date): number {
  return Math.floor((at.getTime() - at.getTimezoneOffset() * 60_000) / 86_400_000);
}

/** A moment as people say it: today and yesterday by name, older ones with the date. */
export function timeText(at: number, now: number): string {
  const moment = new Date(at);
  const time = moment.toLocaleTimeString(languageTag(), {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  const age = dayNumber(new Date(now)) - dayNumber(moment);
  if (age === 0) return t('time.today', { time });
  if (age === 1) return t('time.yesterday', { time });
  return `${moment.toLocaleDateString(languageTag())} ${time}`;
}
