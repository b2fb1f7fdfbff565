import type { Phone } from '../sync';

/** Whether this person records facts; others only look. */
export function mayRecord(phone: Phone): boolean {
  return phone.account.get()?.person.actions.includes('record') ?? false;
}
