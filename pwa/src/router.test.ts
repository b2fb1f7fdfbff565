// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { go, route, routeOf, startRouter } from './router';

test.each([
  ['/app', { name: 'home' }],
  ['/app/', { name: 'home' }],
  ['/app/scan', { name: 'scan' }],
  ['/app/waiting', { name: 'waiting' }],
  ['/app/thing/DKQ7P62DY', { name: 'thing', code: 'DKQ7P62DY' }],
  ['/app/asset/0b-1', { name: 'asset', id: '0b-1' }],
  ['/app/place/0b-2', { name: 'place', id: '0b-2' }],
  ['/Q/DKQ7P62DY', { name: 'thing', code: 'DKQ7P62DY' }],
  ['/q/dkq7p62dy/', { name: 'thing', code: 'dkq7p62dy' }],
  ['/q/%E0%A4%A', { name: 'thing', code: '%E0%A4%A' }],
  ['/app/nowhere', { name: 'none' }],
  ['/app/scan/deeper', { name: 'none' }],
  ['/desk/', { name: 'none' }],
])('%s leads to %o', (path, expected) => expect(routeOf(path)).toEqual(expected));

test('how far a label has come is part of the address', () => {
  const bind = { name: 'labels-bind', query: '?code=DKQ7P62DY' };
  expect(routeOf('/app/labels/bind', '?code=DKQ7P62DY')).toEqual(bind);
  expect(routeOf('/app/labels/pile')).toEqual({ name: 'labels-pile', query: '' });
  expect(routeOf('/app/labels')).toEqual({ name: 'labels' });
  expect(routeOf('/app/labels/else')).toEqual({ name: 'none' });
});

test('a place is part of the address, so that back leads out of it', () => {
  expect(routeOf('/app/find', '?place=p1')).toEqual({ name: 'find', place: 'p1' });
  expect(routeOf('/app/find')).toEqual({ name: 'find', place: null });
});

test('a round, its scanning and its review have addresses of their own', () => {
  const round = { route_id: 'r1', day: '2026-11-21', slot: 'night' };
  expect(routeOf('/app/rounds')).toEqual({ name: 'rounds' });
  expect(routeOf('/app/rounds/r1/2026-11-21/night')).toEqual({
    name: 'round',
    round,
    unscanned: null,
  });
  expect(routeOf('/app/rounds/r1/2026-11-21/night', '?unscanned=s1')).toEqual({
    name: 'round',
    round,
    unscanned: 's1',
  });
  expect(routeOf('/app/rounds/r1/2026-11-21/night/scan')).toEqual({ name: 'round-scan', round });
  expect(routeOf('/app/rounds/r1/2026-11-21/night/review')).toEqual({
    name: 'round-review',
    round,
  });
  for (const part of ['', '/2026-11-21', '/2026-11-21/night/else', '/2026-11-21/night/scan/x'])
    expect(routeOf(`/app/rounds/r1${part}`)).toEqual({ name: 'none' });
});

test('a room that is counted, its scanning and its signing have addresses of their own', () => {
  const at = (path: string, query = '') => routeOf(`/app/stocktake${path}`, query);
  const name = 'stocktake';
  expect(at('')).toEqual({ name, sheet: '', part: '', query: '' });
  expect(at('/s1', '?piece=m1')).toEqual({ name, sheet: 's1', part: '', query: '?piece=m1' });
  expect(at('/s1/scan')).toEqual({ name, sheet: 's1', part: 'scan', query: '' });
  expect(at('/s1/scan/x')).toEqual({ name: 'none' });
});

test('a link into the app changes the screen without a load', () => {
  startRouter();
  document.body.innerHTML = '<a href="/app/settings"><span>x</span></a>';
  document
    .querySelector('span')
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, button: 0 }));
  expect(route.value).toEqual({ name: 'settings' });
  go('/app/scan', true);
  expect(route.value).toEqual({ name: 'scan' });
  expect(location.pathname).toBe('/app/scan');
});
