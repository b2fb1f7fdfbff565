/**
 * zxing-wasm asks for `Object.hasOwn` before each decoding; Chrome has it since 93 and Safari since
 * 15.4, and our oldest Chrome is 87.
 */
export function hasOwn(object: object, key: PropertyKey): boolean {
  return Reflect.getOwnPropertyDescriptor(object, key) !== undefined;
}

const known = Object as { hasOwn?: typeof hasOwn };
known.hasOwn ??= hasOwn;
