type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A value as a reply carries it (docs/spec/storm-host.md, "Values"). */
export function encoded(value: unknown): Json {
  if (value === undefined || value === null || typeof value === 'function') return null;
  if (typeof value === 'bigint' || typeof value === 'symbol') return { $object: typeof value };
  if (typeof value !== 'object') return value as Json;
  if (Array.isArray(value)) return value.map(encoded);
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return { $bytes: base64(value) };
  if (value instanceof Map)
    return { $map: [...value].map(([key, at]) => [encoded(key), encoded(at)]) };
  if (value instanceof Set) return { $set: [...value].map(encoded) };
  if (value instanceof Error) return { $error: errorCode(value) };
  return fields(value);
}

function fields(value: object): Json {
  const proto = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null) return { $object: value.constructor.name };
  return Object.fromEntries(Object.entries(value).map(([key, at]) => [key, encoded(at)]));
}

/** An argument of a command: `{"$bytes": base64}` becomes an ArrayBuffer. */
export function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  if ('$bytes' in value) return bytesOf(String(value.$bytes)).buffer;
  return Object.fromEntries(Object.entries(value).map(([key, at]) => [key, decoded(at)]));
}

/** The stable code of the app's own errors, else the message. */
export function errorCode(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  return String(message ?? error);
}

export function base64(bytes: ArrayBuffer | ArrayBufferView): string {
  if (!ArrayBuffer.isView(bytes)) return Buffer.from(bytes).toString('base64');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** In a buffer of exactly their length. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
