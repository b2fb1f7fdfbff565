export const PIN_LEAST = 4;
export const PIN_MOST = 6;

/** What is wrong with a PIN typed twice, as a message key; null when nothing is. */
export function pinProblem(
  pin: string,
  again: string,
): 'people.pinDigits' | 'people.pinDiffers' | null {
  if (!/^\d+$/.test(pin) || pin.length < PIN_LEAST || pin.length > PIN_MOST) {
    return 'people.pinDigits';
  }
  return pin === again ? null : 'people.pinDiffers';
}
