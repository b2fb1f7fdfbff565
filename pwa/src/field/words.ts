import type { Kind, Phrase, RecordEntry } from '../db';
import { groupCode } from '../scan/code';
import { language, t } from '../ui/messages';

export function kindName(kind: Kind): string {
  return language() === 'zh' ? kind.name_zh : kind.name_en;
}

export function phraseText(phrase: Phrase): string {
  return language() === 'zh' ? phrase.zh : phrase.en;
}

/** What a record says, in a few words. */
export function whatText({ type, summary }: RecordEntry): string {
  if (type === 'inspection_recorded' && summary.condition !== null) {
    if (summary.fixed === true) return t('waiting.fixed');
    if (summary.result === 'ok') return t('result.ok');
    // Of a place nobody is asked whether it can still be used.
    return summary.asset_id === null ? t('result.abnormal') : t(`condition.${summary.condition}`);
  }
  if (type === 'label_bound')
    return t('waiting.labelBound', { code: groupCode(summary.code ?? '') });
  if (type === 'label_requested') return t('waiting.labelRequested');
  if (type === 'stop_unscanned') return t('waiting.unscanned');
  if (type === 'round_ended') return t('waiting.signed');
  if (type === 'record_withdrawn') return t('waiting.withdrawn');
  const isOther = type === 'unknown_code_kept' || type === 'inspection_recorded';
  return isOther ? t('unknown.title') : t(`waiting.${type}`);
}

/** What a record is about. */
export function titleText({ type, summary }: RecordEntry): string {
  if (type === 'record_withdrawn') return t('waiting.withdrawal', { name: summary.name });
  if (type === 'unknown_code_kept') return t('waiting.unknownCode', { text: summary.name });
  return summary.name;
}
