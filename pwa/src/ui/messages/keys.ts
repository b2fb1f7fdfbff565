import type { firstZh } from './firstZh';
import type { zh } from './zh';

type Chinese = typeof firstZh & typeof zh;

export type Key = keyof Chinese;
export type Messages = Readonly<Record<Key, string>>;

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** What the Chinese text of a key has in braces must be given. */
export type Params<K extends Key> = [Names<Chinese[K]>] extends [never]
  ? []
  : [params: Readonly<Record<Names<Chinese[K]>, string | number>>];
