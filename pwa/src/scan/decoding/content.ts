/** The text in a QR symbol's data codewords, in the modes that labels use. */

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const [MODE_ALPHANUMERIC, MODE_BYTE] = [0b0010, 0b0100];
const PADS = [0xec, 0x11];

class Bits {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length * 8 - this.at;
  }

  take(count: number): number {
    let value = 0;
    for (let n = 0; n < count; n++, this.at++) {
      value = (value << 1) | (((this.bytes[this.at >> 3] ?? 0) >> (7 - (this.at & 7))) & 1);
    }
    return value;
  }
}

function alphanumeric(bits: Bits): string | undefined {
  const count = bits.take(9);
  let text = '';
  if (bits.left < Math.floor(count / 2) * 11 + (count % 2) * 6) return undefined;
  for (let n = 0; n + 1 < count; n += 2) {
    const pair = bits.take(11);
    if (pair >= 45 * 45) return undefined;
    text += (ALPHANUMERIC[Math.floor(pair / 45)] as string) + (ALPHANUMERIC[pair % 45] as string);
  }
  return count % 2 === 1 ? text + (ALPHANUMERIC[bits.take(6)] ?? '\0') : text;
}

function ascii(bits: Bits): string | undefined {
  const count = bits.take(8);
  if (bits.left < count * 8) return undefined;
  return String.fromCharCode(...Array.from({ length: count }, () => bits.take(8)));
}

/**
 * What follows the text is fixed too: the terminator, zeros to the byte's end, two pads by turns.
 * Some printers' software puts a whole byte of zeros where none was needed.
 */
function isPadded(bits: Bits): boolean {
  if (bits.take(Math.min(4, bits.left)) !== 0 || bits.take(bits.left % 8) !== 0) return false;
  const rest = Array.from({ length: bits.left / 8 }, () => bits.take(8));
  if (rest[0] === 0) rest.shift();
  return rest.every((byte, n) => byte === PADS[n % 2]);
}

/** The text of a symbol of one segment, or nothing where the codewords are not such a symbol's. */
export function textIn(codewords: Uint8Array): string | undefined {
  const bits = new Bits(codewords);
  const mode = bits.take(4);
  if (mode !== MODE_ALPHANUMERIC && mode !== MODE_BYTE) return undefined;
  const text = mode === MODE_BYTE ? ascii(bits) : alphanumeric(bits);
  return text !== undefined && isPadded(bits) ? text : undefined;
}
