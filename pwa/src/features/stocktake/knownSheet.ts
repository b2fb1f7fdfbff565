import type { CountSheet, Person, Place, Register, Stocktake } from '../../db';
import { PlaceTree } from '../../db';
import {
  type CountGroup,
  type Proposal,
  type SaidEntry,
  type SheetLine,
  unpackGroups,
  unpackLines,
  unpackProposals,
} from '../../domain/countPacking';
import type { Whereabouts } from '../../domain/roomCount';
import { titleOf } from '../../field/thing';

/** All that this phone knows of a sheet, before it is judged. */
export type Known = {
  readonly sheet: CountSheet;
  readonly stocktake: Stocktake | undefined;
  readonly groups: readonly CountGroup[];
  readonly lines: readonly SheetLine[];
  readonly proposals: readonly Proposal[];
  /** What the sheet's row tells, and what this phone has said since. */
  readonly said: readonly SaidEntry[];
  /** Of these the ones that the row does not tell yet. */
  readonly fresh: ReadonlySet<string>;
  readonly bindings: Readonly<Record<string, string>>;
  readonly ledger: Readonly<Record<string, Whereabouts>>;
  /** What things that are not on the list are called, and where the register has them. */
  readonly strangers: ReadonlyMap<string, Stranger>;
  readonly people: readonly Person[];
};

export type Stranger = { readonly name: string; readonly place: string };

/** A fixed position belongs to the room it is in. */
function roomOf(path: readonly Place[]): Place | undefined {
  return [...path].reverse().find(({ kind }) => kind !== 'position');
}

async function bindingsOf(
  register: Register,
  said: readonly SaidEntry[],
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const one of said) {
    if (one.t !== 'sighting' || one.asset !== null || one.code === null) continue;
    const thing = await register.findByCode(one.code);
    if (thing?.thing === 'asset') found[one.code] = thing.asset.id;
  }
  return found;
}

/** What the register has of things that are not on the list. */
async function strangersOf(
  register: Register,
  sheet: CountSheet,
  assets: readonly string[],
): Promise<Pick<Known, 'ledger' | 'strangers'>> {
  const tree = new PlaceTree(await register.places());
  const ledger: Record<string, Whereabouts> = {};
  const strangers = new Map<string, Stranger>();
  for (const id of assets) {
    const asset = await register.asset(id);
    if (asset === null) continue;
    const path = tree.path(asset.place_id);
    const room = roomOf(path);
    if (room === undefined) ledger[id] = 'nowhere';
    else ledger[id] = room.id === sheet.place_id ? 'here' : 'elsewhere';
    strangers.set(id, { name: titleOf(asset), place: path.map(({ name }) => name).join(' / ') });
  }
  return { ledger, strangers };
}

type Read = {
  readonly sheet: CountSheet;
  readonly stocktake: Stocktake | undefined;
  readonly people: readonly Person[];
  readonly said: readonly SaidEntry[];
  readonly fresh: ReadonlySet<string>;
};

/** Adds to what was read what the register says of the things that are not on the list. */
export async function knownSheet(register: Register, read: Read): Promise<Known> {
  const { sheet, said } = read;
  const groups = unpackGroups(sheet.groups);
  const lines = unpackLines(sheet.lines, groups);
  const bindings = await bindingsOf(register, said);
  const listed = new Set(lines.map(({ asset }) => asset));
  const sighted = said.flatMap((one) =>
    one.t === 'sighting' ? [one.asset ?? bindings[one.code ?? ''] ?? ''] : [],
  );
  const strange = [...new Set(sighted)].filter((id) => id !== '' && !listed.has(id));
  const found = await strangersOf(register, sheet, strange);
  const proposals = unpackProposals(sheet.proposals);
  return { ...read, groups, lines, proposals, bindings, ...found };
}
