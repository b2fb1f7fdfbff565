import { signal } from '@preact/signals';
import type { RoundKey } from './domain/facts';

export type Route =
  | { readonly name: 'home' | (typeof PLAIN)[number] | 'none' }
  | { readonly name: 'thing'; readonly code: string }
  | { readonly name: 'asset' | 'place'; readonly id: string }
  | { readonly name: 'find'; readonly place: string | null }
  /** `unscanned`: the stop whose [扫不了] was begun and is gone on with. */
  | { readonly name: 'round'; readonly round: RoundKey; readonly unscanned: string | null }
  | { readonly name: 'round-scan' | 'round-review'; readonly round: RoundKey }
  /** `sheet`: a room's, "" for the list of them; `query`: the form that is gone on with. */
  | {
      readonly name: 'stocktake';
      readonly sheet: string;
      readonly part: string;
      readonly query: string;
    }
  /** How far these have come stands in the query, which they read themselves. */
  | { readonly name: 'labels-bind' | 'labels-pile'; readonly query: string };

const PLAIN = [
  'sign-in',
  'people',
  'take-along',
  'scan',
  'labels',
  'rounds',
  'waiting',
  'end',
  'settings',
] as const;

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `rounds/ROUTE/DAY/SLOT`, and the scanning and the review of it. */
function roundRoute(parts: readonly string[], search: string): Route {
  const [route_id, day, slot, part, more] = parts;
  if (!route_id || !day || !slot || more !== undefined) return { name: 'none' };
  const round = { route_id, day, slot };
  const unscanned = new URLSearchParams(search).get('unscanned');
  if (part === undefined) return { name: 'round', round, unscanned };
  return part === 'scan' || part === 'review' ? { name: `round-${part}`, round } : { name: 'none' };
}

function appRoute(path: string, search: string): Route {
  const parts = path.split('/').filter(Boolean);
  const [first = '', second = '', ...rest] = parts;
  if (first === 'rounds' && second) return roundRoute(parts.slice(1).map(decoded), search);
  const [part = '', ...more] = rest;
  if (first === 'stocktake' && more.length === 0)
    return { name: first, sheet: decoded(second), part, query: search };
  if (part) return { name: 'none' };
  if (first === 'thing' && second) return { name: 'thing', code: decoded(second) };
  if ((first === 'asset' || first === 'place') && second)
    return { name: first, id: decoded(second) };
  if (first === 'labels' && (second === 'bind' || second === 'pile'))
    return { name: `labels-${second}`, query: search };
  if (second) return { name: 'none' };
  if (first === '') return { name: 'home' };
  if (first === 'find') return { name: 'find', place: new URLSearchParams(search).get('place') };
  const plain = PLAIN.find((name) => name === first);
  return { name: plain ?? 'none' };
}

/** The screen at an address. What a label says, `/Q/CODE` in any case, is the thing itself. */
export function routeOf(path: string, search = ''): Route {
  const label = /^\/q\/([^/]+)\/?$/i.exec(path)?.[1];
  if (label !== undefined) return { name: 'thing', code: decoded(label) };
  const inside = /^\/app(?:\/(.*))?$/.exec(path);
  return inside ? appRoute(inside[1] ?? '', search) : { name: 'none' };
}

const here = () => routeOf(location.pathname, location.search);

/** Where the app is; screens follow it. */
export const route = signal<Route>({ name: 'home' });

/** Goes to a place in the app; `replace` leaves no step back to where it was. */
export function go(address: string, replace = false): void {
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  route.value = here();
  window.scrollTo(0, 0);
}

function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (!plain || event.defaultPrevented || !(event.target instanceof Element)) return null;
  return event.target.closest('a[href]');
}

/** Links to places in the app change the screen without loading a page. */
export function startRouter(): void {
  route.value = here();
  window.addEventListener('popstate', () => {
    route.value = here();
  });
  document.addEventListener('click', (event) => {
    const link = linkOf(event);
    if (!link || link.origin !== location.origin || !link.pathname.startsWith('/app')) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
