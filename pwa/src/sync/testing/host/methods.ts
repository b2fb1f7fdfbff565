import { decoded } from './values';

type Fields = Record<string, unknown>;

/** Calls `a.b.c` of `target`: what is on the way may be a property or a method without arguments. */
export function callMethod(target: object, path: string, args: readonly unknown[]): unknown {
  const names = path.split('.');
  const last = names.pop() as string;
  const owner = names.reduce<unknown>(step, target) as Fields;
  const method = owner[last];
  if (typeof method !== 'function') throw new TypeError(`no method ${path}`);
  return method.apply(owner, args.map(decoded));
}

function step(from: unknown, name: string): unknown {
  const at = (from as Fields)[name];
  return typeof at === 'function' ? at.call(from) : at;
}
