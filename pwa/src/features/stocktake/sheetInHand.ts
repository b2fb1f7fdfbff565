import type { SheetState } from '../../db';
import { roomCount, type SaidSigned } from '../../domain/countPacking';
import { agrees, expectedTotal, type Reconciled, reconcile } from '../../domain/reconciliation';
import type { Known } from './knownSheet';
import { type SheetView, viewOfSheet } from './sheetView';

/** A sheet as this phone knows it, judged. */
export type SheetInHand = Known & {
  readonly view: SheetView;
  /** As it would be closed now: what is not seen is missing. */
  readonly closed: Reconciled;
  /** What 全部相符 confirms. */
  readonly total: number;
  readonly state: SheetState;
  /** The one that counts now, or did before it was sent back. */
  readonly signature: SaidSigned | undefined;
  /** Nothing that is said from now on settles anything. */
  readonly over: boolean;
};

function lastSignature({ said }: Known): SaidSigned | undefined {
  const standing = said.filter((one): one is SaidSigned => one.t === 'signed' && !one.withdrawn);
  return standing.sort((a, b) => b.at - a.at)[0];
}

/** The row's state, and what this phone has said since. */
function stateNow(
  { sheet, fresh }: Known,
  signature: SaidSigned | undefined,
  stands: boolean,
): SheetState {
  const { state } = sheet;
  if (state === 'countersigned' || fresh.size === 0) return state;
  if (signature !== undefined && fresh.has(signature.id)) return stands ? 'signed' : 'conflict';
  if (state === 'signed') return stands ? 'signed' : 'conflict';
  return state === 'not_started' ? 'counting' : state;
}

export function judged(known: Known): SheetInHand {
  const { sheet, said, ledger, bindings, stocktake } = known;
  const signature = lastSignature(known);
  const at = (closed: boolean, until: number | null) =>
    roomCount(sheet, said, { ledger, bindings, closed, until });
  const open = at(false, null);
  const signedFor = signature?.discrepancies ?? [];
  const then = signature && reconcile(at(true, signature.at)).discrepancies;
  const stands = then !== undefined && agrees(signedFor, then, bindings);
  const state = stateNow(known, signature, stands);
  return {
    ...known,
    view: viewOfSheet(known, reconcile(open)),
    closed: reconcile(at(true, null)),
    total: expectedTotal(open),
    state,
    signature,
    over: state === 'countersigned' || (stocktake?.ended_at ?? null) !== null,
  };
}
