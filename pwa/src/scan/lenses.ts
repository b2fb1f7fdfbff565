export type Lens = { readonly deviceId: string; readonly label: string };

export type Facing = 'back' | 'front' | 'unknown';

const BACK = /back|rear|environment|后置|后|背面/i;
const FRONT = /front|user|face|前置|前/i;
/** Lenses that cannot focus on a label a hand away, or that see no picture at all. */
const SPECIAL = /ultra|wide|tele|macro|depth|infrared|超广角|广角|长焦|微距|景深/i;

function numberOf(label: string): number {
  return Number(/\d+/.exec(label.replace(/camera2/i, 'camera'))?.[0] ?? 0);
}

/** Which way a lens looks, as far as its name says. */
export function facingOf({ label }: Lens): Facing {
  if (BACK.test(label)) return 'back';
  return FRONT.test(label) ? 'front' : 'unknown';
}

function rank(lens: Lens): number {
  const facing = facingOf(lens);
  if (facing === 'back') return SPECIAL.test(lens.label) ? 1 : 0;
  return facing === 'unknown' ? 2 : 3;
}

/** The main back lens first, then the other back ones, then what has no telling name. */
export function inOrder(lenses: readonly Lens[]): readonly Lens[] {
  return [...lenses].sort((a, b) => rank(a) - rank(b) || numberOf(a.label) - numberOf(b.label));
}

/**
 * The main back lens: phones list several, and the browser's own choice is often the wide one.
 * Without a recognisable back lens the answer is nothing, and the browser's choice stands.
 */
export function mainBackLens(lenses: readonly Lens[]): Lens | undefined {
  return inOrder(lenses).find((lens) => facingOf(lens) === 'back');
}
