import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { agrees, expectedTotal, reconcile } from './reconciliation';
import type { Count, Entry, RoomCount, Sighting, Total } from './roomCount';

const FOLDER = new URL('../../../tests/contract/stocktake/', import.meta.url);

type Given<T> = Partial<T> & { readonly [name: string]: unknown };

interface Vector {
  readonly name: string;
  readonly input: {
    readonly lines: readonly Given<RoomCount['lines'][number]>[];
    readonly meanwhile?: readonly Given<RoomCount['meanwhile'][number]>[];
    readonly entries?: readonly Given<Entry>[];
  } & Partial<Pick<RoomCount, 'ledger' | 'bindings' | 'closed'>>;
  readonly signed?: readonly { readonly key: string; readonly quantity: number }[];
  readonly output: Readonly<Record<string, unknown>>;
}

const NOTHING = { asset: null, code: null, text: null, name: null };
const LEFT_OUT: Readonly<Record<string, object>> = {
  sighting: { ...NOTHING, quantity: 1, condition: 'intact' } satisfies Partial<Sighting>,
  count: { damaged: 0 } satisfies Partial<Count>,
  total: {} satisfies Partial<Total>,
};

/** What a vector leaves out has its value of docs/spec/stocktake-vectors.md. */
function roomOf({ lines, meanwhile = [], entries = [], ...rest }: Vector['input']): RoomCount {
  const room = {
    ledger: {},
    bindings: {},
    closed: false,
    ...rest,
    lines: lines.map((one) => ({ quantity: 1, by_number: false, presighted: null, ...one })),
    meanwhile: meanwhile.map((one) => ({ quantity: 1, at: 0, ...one })),
    entries: entries.map((one) => ({ withdrawn: false, ...LEFT_OUT[String(one.t)], ...one })),
  };
  return room as unknown as RoomCount;
}

const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

describe.each(FILES)('the server says the same of %s', (file) => {
  const vectors: Vector[] = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf-8'));

  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const room = roomOf(vector.input);
    const result = reconcile(room);
    const stands = agrees(vector.signed ?? [], result.discrepancies, room.bindings);
    const named = Object.entries({ ...result, total: expectedTotal(room), agrees: stands }).filter(
      ([name]) => name in vector.output,
    );
    expect(Object.fromEntries(named)).toEqual(vector.output);
  });
});
