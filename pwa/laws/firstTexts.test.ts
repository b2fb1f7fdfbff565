import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { firstZh } from '../src/ui/messages/firstZh';

const STATIC = /^(?:import|export)(?! type)(?:[^;]*?\sfrom)?\s'(\.[^']+)';/gm;
const SAID = /\bt\('([^']+)'/g;
/** `t(`area.${code}`)` */
const SAID_OF_AREA = /\bt\(`(\w+\.)\$\{/g;

function fileOf(from: string, name: string): string | undefined {
  const path = resolve(from, '..', name);
  return [`${path}.tsx`, `${path}.ts`, `${path}/index.ts`].find((file) => existsSync(file));
}

/** The sources that the app's first script is made of. */
function atOnce(entry: string): Map<string, string> {
  const found = new Map<string, string>();
  const waiting = [resolve(entry)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    const source = readFileSync(file, 'utf8');
    found.set(file, source);
    for (const [, name = ''] of source.matchAll(STATIC)) {
      const next = fileOf(file, name);
      if (next !== undefined) waiting.push(next);
    }
  }
  return found;
}

test('what the first script says is among the first texts', () => {
  const sources = [...atOnce('src/main.tsx').values()].join('\n');
  const said = [...sources.matchAll(SAID)].map(([, key = '']) => key);
  const areas = [...sources.matchAll(SAID_OF_AREA)].map(([, area = '']) => area);
  expect(said).toContain('home.scan');
  expect(said.filter((key) => !(key in firstZh))).toEqual([]);
  const known = Object.keys(firstZh);
  expect(areas.filter((area) => !known.some((key) => key.startsWith(area)))).toEqual([]);
});
