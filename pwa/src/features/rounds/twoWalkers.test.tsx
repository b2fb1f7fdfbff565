// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SeenEnding, SeenStop } from '../../api/types';
import type { InspectionBody, RoundKey } from '../../domain/facts';
import type { Phone } from '../../sync';
import type { FakeServer } from '../../sync/testing/fakeServer';
import { assetId, inspection, Profile, settle, smallSchool } from '../../sync/testing/world';
import { allTexts } from '../../ui/messages';
import { keptRound } from './keptRound';
import { RoundScreen } from './RoundScreen';
import { recordEnding } from './records';

const ROUND: RoundKey = { route_id: 'r1', day: '2026-11-21', slot: 'extra' };
const stopAt = (number: number) => ({
  asset_id: assetId(number),
  place_id: null,
  checklist_id: null,
});
const NEVER = { cycle: 'none', slots: [] };
const ROUTE = ['r1', 0, 1, '早巡', 'patrol', [1, 2, 3].map(stopAt), NEVER, ['ines', 'tang']];

let server: FakeServer;

/** The server tells of a round what has arrived of it. */
function tell(): void {
  const stops: SeenStop[] = [];
  const endings: SeenEnding[] = [];
  for (const { envelope } of server.facts.values()) {
    const { author: by, observed_at: at, type } = envelope;
    if (type === 'round_ended') endings.push({ by, at });
    if (type !== 'inspection_recorded') continue;
    const { asset_id, place_id, result, fixed_on_spot } = envelope.body as InspectionBody;
    const thing = { asset_id, place_id, result, fixed: fixed_on_spot };
    stops.push({ ...thing, unscanned: false, by, at });
  }
  server.progress.set('r1/2026-11-21/extra', { stops, endings });
}

async function look(phone: Phone, number: number): Promise<void> {
  const { draft, ...shown } = inspection(number);
  await phone.record({ ...shown, draft: { ...draft, round: ROUND } as typeof draft });
  await settle(phone);
  tell();
}

async function show(phone: Phone): Promise<void> {
  const screen = { phone, round: ROUND, unscanned: null, go: vi.fn(), bar: null };
  await act(() => render(null, document.body));
  await act(() => render(<RoundScreen {...screen} />, document.body));
  await vi.waitFor(() => expect(document.querySelector('[data-stop]')).not.toBeNull());
}

const rows = () =>
  [...document.querySelectorAll<HTMLElement>('[data-stop]')].map((row) => [
    row.dataset.stop,
    row.dataset.state,
    row.textContent?.includes('tang'),
  ]);

async function tap(text: string): Promise<void> {
  const button = await vi.waitFor(() => {
    const buttons = [...document.querySelectorAll<HTMLElement>('button')];
    const found = buttons.find((one) => one.textContent === text);
    if (found === undefined) throw new RangeError(`${text} in ${document.body.textContent}`);
    return found;
  });
  await act(async () => button.click());
}

beforeEach(async () => {
  await allTexts();
  localStorage.clear();
  server = smallSchool();
  server.put('person', ['ines', 0, 'ines'], ['tang', 0, 'tang']);
  server.put('route', [...ROUTE, 2, 0, null]);
});
afterEach(() => render(null, document.body));

test('two who walk one round see what the other did, and one of them signs for both', async () => {
  const ines = await new Profile(server).signedIn('ines');
  const tang = await new Profile(server).signedIn('tang');
  await look(ines, 1);
  await look(tang, 2);
  await show(ines);
  await vi.waitFor(() =>
    expect(rows()).toEqual([
      [assetId(3), 'left', false],
      [assetId(1), 'ok', false],
      [assetId(2), 'ok', true],
    ]),
  );
  expect(document.body.textContent).toContain('要两个人一起走');
  await tap('加同伴');
  await tap('tang');
  await tap('选好了');
  expect(document.body.textContent).toContain('一起走的：tang');
  await look(tang, 3);

  const { companions } = keptRound('ines', ROUND);
  const signature = { width: 300, height: 100, strokes: [[1, 2, 3, 4]] };
  const said = { id: 'e1', round: ROUND, name: '早巡', companions, reasons: [], signature };
  await recordEnding(ines, said);
  await settle(ines);
  tell();
  await show(tang);
  await vi.waitFor(() => expect(document.body.textContent).toContain('同伴已经签字'));
  expect(rows().every(([, state]) => state === 'ok')).toBe(true);
  const facts = [...server.facts.values()].map(({ envelope }) => envelope);
  const walked = facts.filter(({ type }) => type === 'inspection_recorded');
  expect(walked.map(({ author }) => author)).toEqual(['ines', 'tang', 'tang']);
  const endings = facts.filter(({ type }) => type === 'round_ended');
  expect(endings).toMatchObject([{ author: 'ines', body: { companions: ['tang'] } }]);
});
