import { listenForWedge } from '../scan/wedge';

/** Where the desk finds a thing by its label, or by whatever else was scanned. */
export function searchAddress(text: string): string {
  return `/desk/assets?${new URLSearchParams({ q: text.normalize('NFKC') })}`;
}

/** A scanner that acts as a keyboard finds things from every page, wherever the cursor searches. */
export function startScanned(): void {
  listenForWedge((text) => location.assign(searchAddress(text)));
}
