import type { ReadTx, WriteTx } from '../connection';
import type { Master, MasterSchema } from './schema';
import type { MasterMeta, Staging } from './types';

const CURRENT = 'current';
const STAGING = 'staging';

type Tx = ReadTx<MasterSchema> | WriteTx<MasterSchema>;

export async function metaIn(tx: Tx): Promise<MasterMeta | null> {
  return ((await tx.objectStore('meta').get(CURRENT)) as MasterMeta | undefined) ?? null;
}

export async function stagingIn(tx: Tx): Promise<Staging | null> {
  return ((await tx.objectStore('meta').get(STAGING)) as Staging | undefined) ?? null;
}

export async function putMeta(tx: WriteTx<MasterSchema>, meta: MasterMeta): Promise<void> {
  await tx.objectStore('meta').put(meta, CURRENT);
}

export async function putStaging(tx: WriteTx<MasterSchema>, staging: Staging): Promise<void> {
  await tx.objectStore('meta').put(staging, STAGING);
}

export function dropStaging(tx: WriteTx<MasterSchema>): Promise<void> {
  return tx.objectStore('meta').delete(STAGING);
}

export function readMeta(master: Master): Promise<MasterMeta | null> {
  return master.read(['meta'], metaIn);
}

export function readStaging(master: Master): Promise<Staging | null> {
  return master.read(['meta'], stagingIn);
}
