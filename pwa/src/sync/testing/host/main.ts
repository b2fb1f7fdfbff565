import 'fake-indexeddb/auto';
import { readSync, writeSync } from 'node:fs';
import { Host } from './host';

const LINE_FEED = 0x0a;
const CHUNK = 1 << 16;

/** The lines of stdin; the process stands still until one comes. */
function* lines(): Generator<string> {
  const chunk = Buffer.alloc(CHUNK);
  let rest = Buffer.alloc(0);
  for (;;) {
    const length = readSync(0, chunk, 0, CHUNK, null);
    if (length === 0) return;
    rest = Buffer.concat([rest, chunk.subarray(0, length)]);
    for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED)) {
      yield rest.subarray(0, end).toString();
      rest = rest.subarray(end + 1);
    }
  }
}

function write(text: string): void {
  const bytes = Buffer.from(`${text}\n`);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

const host = new Host();
process.on('unhandledRejection', (error) => host.uncaught(error));
for (const line of lines()) write(await host.reply(line));
