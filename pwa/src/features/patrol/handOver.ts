import type { UnsentExport } from '../../sync';

/** The browser reads a file after the click on its link returns. */
const READING_MS = 60_000;

/** Saves an export into the phone's downloads, from where it can be sent on or copied by cable. */
export async function handOver({ name, parts }: UnsentExport): Promise<void> {
  // A Blob a part: the browser may keep them on the disk, a single text would not fit in memory.
  const blobs: Blob[] = [];
  for await (const part of parts) blobs.push(new Blob([part]));
  const address = URL.createObjectURL(new Blob(blobs, { type: 'application/x-ndjson' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), READING_MS);
}
