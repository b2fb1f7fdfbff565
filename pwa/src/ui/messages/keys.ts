import type { zh } from './zh';

export type Key = keyof typeof zh;
export type Messages = Readonly<Record<Key, string>>;

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** What the Chinese text of a key has in braces must be given. */
export type Params<K extends Key> = [Names<(typeof zh)[K]>] extends [never]
  ? []
  : [params: Readonly<Record<Names<(typeof zh)[K]>, string | number>>];
