import type { Columns, ContactAnswer } from '../api/types';
import type { Row } from '../db/columns';
import { bucketsFor } from '../db/master/buckets';
import { changeStaging } from '../db/master/changes';
import {
  abandonStaging,
  appendPages,
  appendSheets,
  beginStaging,
  putList,
  sealStaging,
  swapIn,
} from '../db/master/fill';
import { GenerationIndex } from '../db/master/indexing';
import { readStaging } from '../db/master/meta';
import { type ListTable, PAGE_SIZE } from '../db/master/schema';
import type { Staging } from '../db/master/types';
import { asExpired, askChanges, Expired } from './changes';
import { problemOf, request } from './http';
import { jsonLines } from './ndjson';
import { SyncProblem } from './problem';
import { storedChanges, storedRows } from './rows';
import { type Run, SYNC } from './run';
import type { HeadLine, PageLine, SnapshotLine } from './wire';

/** Pages written in one transaction: few enough to lose little, many enough to be quick. */
const PAGES_A_COMMIT = 16;
/** A scope that changes while it is read makes one begin anew; not for ever within one run. */
const BEGINNINGS = 3;
const LISTS: Readonly<Record<string, ListTable>> = {
  places: 'place',
  kinds: 'kind',
  people: 'person',
  checklists: 'checklist',
  routes: 'route',
  school_years: 'school_year',
  stocktakes: 'stocktake',
};

/**
 * Takes the school along: fills a generation beside the current one, going on where an earlier
 * attempt was cut, adds what changed meanwhile and swaps it in. The outbox is not touched.
 */
export async function takeSnapshot(run: Run, session: ContactAnswer): Promise<void> {
  await dropOutdated(run, session);
  for (let beginning = 1; ; beginning += 1) {
    try {
      return await takeOnce(run);
    } catch (error) {
      if (!(error instanceof Expired)) throw error;
      await abandonStaging(run.master, run.token);
      if (beginning >= BEGINNINGS) throw new SyncProblem('snapshot_expired', 410);
    } finally {
      run.progress(null);
    }
  }
}

async function dropOutdated(run: Run, { epoch, scope_hash }: ContactAnswer): Promise<void> {
  const staging = await readStaging(run.master);
  const isOutdated =
    staging !== null && (staging.epoch !== epoch || staging.scope_hash !== scope_hash);
  if (isOutdated) await abandonStaging(run.master, run.token);
}

async function takeOnce(run: Run): Promise<void> {
  let staging = await readStaging(run.master);
  if (staging === null || staging.cursor === null) staging = await fill(run, staging);
  const ready = await catchUp(run, staging);
  await swapIn(run.master, run.token, ready.staging, ready.rev, run.env.now());
}

/** Brings a sealed generation up to date; gives it with the revision it then shows. */
async function catchUp(run: Run, staging: Staging): Promise<{ staging: Staging; rev: number }> {
  let known = staging;
  for (;;) {
    const answer = await askChanges(run, { ...known, cursor: known.cursor ?? '' });
    const changes = storedChanges(answer.columns, answer.rows);
    known = await changeStaging(run.master, run.token, known, changes, answer.cursor);
    if (!answer.more) return { staging: known, rev: answer.high_water };
  }
}

async function fill(run: Run, begun: Staging | null): Promise<Staging> {
  const response = await request(run.env, 'GET', `${SYNC}/snapshot${rest(begun)}`);
  if (!response.ok) asExpired(await problemOf(run.env, response));
  const stream = new Filling(run, begun);
  try {
    for await (const line of jsonLines(run.env, response)) {
      const sealed = await stream.take(line as SnapshotLine);
      if (sealed !== null) return sealed;
    }
  } catch (error) {
    await stream.flush();
    throw error;
  }
  await stream.flush();
  throw new SyncProblem('network');
}

function rest(begun: Staging | null): string {
  if (begun === null || begun.after === null) return '';
  return `?after=${encodeURIComponent(begun.after)}&as_of=${begun.as_of}`;
}

/** One stream on its way into the staging generation. */
class Filling {
  private staging: Staging | null = null;
  private columns: Columns | null = null;
  private total = 0;
  private pages: (readonly Row[])[] = [];
  private lastKey = '';
  /** Of all pages so far; null when some came in an earlier stream. */
  private index: GenerationIndex | null = null;

  constructor(
    private readonly run: Run,
    private readonly begun: Staging | null,
  ) {}

  /** Takes a line; gives the sealed generation after the last. */
  async take(line: SnapshotLine): Promise<Staging | null> {
    if (line.t === 'head') await this.head(line);
    else if (line.t === 'page') await this.page(line);
    else if (line.t === 'end') return this.end(line.cursor);
    else await this.list(line.t, line.rows);
    return null;
  }

  async flush(): Promise<void> {
    if (this.staging === null || this.pages.length === 0) return;
    const { run, staging, pages, index } = this;
    this.pages = [];
    await run.beat();
    const appended = { pages, after: this.lastKey, ...(index && { index }) };
    this.staging = await appendPages(run.master, run.token, staging, appended);
    run.progress({ done: this.staging.assets, total: this.total });
  }

  private async head(line: HeadLine): Promise<void> {
    const { begun, run } = this;
    this.columns = line.columns;
    this.total = line.assets;
    if (begun === null || begun.after === null) {
      this.staging = await beginStaging(run.master, run.token, line);
      this.index = new GenerationIndex(bucketsFor(line.assets));
      return;
    }
    const same = begun.epoch === line.epoch && begun.scope_hash === line.scope_hash;
    if (!same || begun.as_of !== line.as_of) throw new Expired();
    this.staging = begun;
  }

  private async list(name: string, rows: readonly Row[]): Promise<void> {
    const table = LISTS[name];
    const { staging, columns } = this.begunStream();
    if (name === 'count_sheets') {
      const sheets = storedRows(columns, 'count_sheet', rows);
      return appendSheets(this.run.master, this.run.token, staging, sheets);
    }
    // A later server may send lists that this app does not know.
    if (table === undefined) return;
    await putList(
      this.run.master,
      this.run.token,
      staging,
      table,
      storedRows(columns, table, rows),
    );
  }

  private async page(line: PageLine): Promise<void> {
    const { columns } = this.begunStream();
    if (!Array.isArray(line.rows) || line.rows.length > PAGE_SIZE) {
      throw new SyncProblem('bad_answer', 200);
    }
    this.pages.push(storedRows(columns, 'asset', line.rows));
    this.lastKey = line.key;
    if (this.pages.length >= PAGES_A_COMMIT) await this.flush();
  }

  private async end(cursor: string): Promise<Staging> {
    this.begunStream();
    await this.flush();
    const { master, token } = this.run;
    return sealStaging(master, token, this.begunStream().staging, cursor, this.index);
  }

  private begunStream(): { staging: Staging; columns: Columns } {
    if (this.staging === null || this.columns === null) throw new SyncProblem('portal', 200);
    return { staging: this.staging, columns: this.columns };
  }
}
