/**
 * The little of Node that the host uses. The types of all of Node would bring a later library than
 * the phone's code may use.
 */
declare function setImmediate(work: () => void): unknown;

declare class Buffer extends Uint8Array<ArrayBuffer> {
  static alloc(size: number): Buffer;
  static concat(parts: readonly Buffer[]): Buffer;
  static from(text: string, encoding?: 'base64'): Buffer;
  static from(bytes: ArrayBuffer | ArrayLike<number>): Buffer;
  static from(bytes: ArrayBufferLike, offset: number, length: number): Buffer;
  indexOf(byte: number): number;
  subarray(from: number, to?: number): Buffer;
  toString(encoding?: 'base64' | 'hex'): string;
}

declare const process: {
  on(event: 'unhandledRejection', listener: (error: unknown) => void): void;
};

declare module 'node:fs' {
  export function readSync(fd: 0, into: Buffer, at: number, most: number, position: null): number;
  export function writeSync(fd: 1, bytes: Buffer, at: number): number;
}

declare module 'node:crypto' {
  interface Hash {
    update(bytes: Buffer): Hash;
    digest(): Buffer;
  }
  export function createHash(name: 'sha256'): Hash;
  export function pbkdf2Sync(
    password: Buffer,
    salt: Buffer,
    iterations: number,
    length: number,
    digest: 'sha256',
  ): Buffer;
}
