import { createHash, pbkdf2Sync } from 'node:crypto';
import type { Seeded } from '../seeded';

type Bytes = ArrayBuffer | ArrayBufferView<ArrayBuffer>;

interface Pbkdf2 {
  readonly salt: Bytes;
  readonly iterations: number;
}

/**
 * The page's `crypto`, at once and from a seed: the real one works in a thread pool and would answer
 * in any order. What is not here fails loudly.
 */
export function hostCrypto(random: () => Seeded): void {
  const crypto = {
    getRandomValues<T extends Uint8Array>(bytes: T): T {
      random().fill(bytes);
      return bytes;
    },
    subtle: {
      digest: async (_name: 'SHA-256', bytes: Bytes) => exact(sha256(bytes)),
      importKey: async (_format: 'raw', bytes: Bytes) => ({ password: bufferOf(bytes) }),
      deriveBits: async (how: Pbkdf2, key: { password: Buffer }, bits: number) =>
        exact(slowHash(key.password, how, bits)),
    },
  };
  Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
}

export function sha256(bytes: Bytes): Buffer {
  return createHash('sha256').update(bufferOf(bytes)).digest();
}

/** Only this phone reads it again, so the storm need not pay for its slowness. */
function slowHash(password: Buffer, { salt, iterations }: Pbkdf2, bits: number): Buffer {
  return pbkdf2Sync(password, bufferOf(salt), Math.min(iterations, 2), bits / 8, 'sha256');
}

function bufferOf(bytes: Bytes): Buffer {
  if (!ArrayBuffer.isView(bytes)) return Buffer.from(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function exact(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
