export type Lens = { readonly deviceId: string; readonly label: string };

const BACK = /back|rear|environment|后置|后|背面/i;
/** Lenses that cannot focus on a label a hand away, or that see no picture at all. */
const SPECIAL = /ultra|wide|tele|macro|depth|infrared|超广角|广角|长焦|微距|景深/i;

function numberOf(label: string): number {
  return Number(/\d+/.exec(label.replace(/camera2/i, 'camera'))?.[0] ?? 0);
}

/**
 * The main back lens: phones list several, and the browser's own choice is often the wide one.
 * Without a recognisable back lens the answer is nothing, and the browser's choice stands.
 */
export function mainBackLens(lenses: readonly Lens[]): Lens | undefined {
  const back = lenses.filter((lens) => BACK.test(lens.label));
  const plain = back.filter((lens) => !SPECIAL.test(lens.label));
  const candidates = plain.length > 0 ? plain : back;
  return [...candidates].sort((a, b) => numberOf(a.label) - numberOf(b.label))[0];
}
