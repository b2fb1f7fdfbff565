import { isPlaceView, type View } from '../field/thing';
import { t } from '../ui/messages';
import type { Lack } from './inspectionFact';
import { itemNames } from './itemWords';

/** What the person has to do before the form can be saved. */
export function lackText(lack: Lack, view: View): string {
  const items = view.checklist?.items ?? [];
  switch (lack.lack) {
    case 'fault':
      if (items.length > 0) return t('checklist.chooseItem');
      return t(isPlaceView(view) ? 'record.sayFault' : 'record.chooseCondition');
    case 'unanswered':
      return t('checklist.fillIn', { items: itemNames(items, lack.items) });
    case 'photo':
      return t('checklist.photo', { items: itemNames(items, lack.items) });
    case 'fresh':
      return t('record.freshFirst');
  }
}
