import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const CONFIG = resolve('.dependency-cruiser.cjs');
const TOOL = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

let house = '';
beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'house-'));
});
afterEach(() => rmSync(house, { recursive: true }));

function plant(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
}

type Violation = { from: string; to: string; rule: { name: string } };

/** Runs the tool as `npm run laws` does and gives what it found as `law: from -> to`. */
function cruise(): { status: number | null; found: string[] } {
  const args = [TOOL, '--config', CONFIG, '--output-type', 'json', 'src'];
  const run = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8' });
  const { violations } = JSON.parse(run.stdout).summary as { violations: Violation[] };
  const found = violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  return { status: run.status, found };
}

const OFFENCES: [law: string, from: string, to: string][] = [
  ['features-stay-apart', 'src/features/patrol/a.ts', 'src/features/account/b.ts'],
  ['ui-is-plain', 'src/ui/a.tsx', 'src/db/b.ts'],
  ['ui-is-plain', 'src/ui/a.tsx', 'src/sync/b.ts'],
  ['ui-is-plain', 'src/ui/a.tsx', 'src/features/patrol/b.ts'],
  ['domain-is-pure', 'src/domain/a.ts', 'src/db/b.ts'],
  ['scan-yields-a-code', 'src/scan/a.ts', 'src/db/b.ts'],
  ['viewfinder-is-shared', 'src/viewfinder/a.tsx', 'src/db/b.ts'],
  ['field-is-shared', 'src/field/a.tsx', 'src/features/patrol/b.ts'],
  ['field-is-shared', 'src/field/a.tsx', 'src/inspection/b.ts'],
  ['inspection-is-shared', 'src/inspection/a.tsx', 'src/features/patrol/b.ts'],
  ['db-is-below', 'src/db/a.ts', 'src/sync/b.ts'],
  ['sync-has-no-screen', 'src/sync/a.ts', 'src/ui/b.ts'],
  ['sw-stands-alone', 'src/sw/a.ts', 'src/domain/b.ts'],
  ['desk-is-its-own', 'src/desk/a.ts', 'src/features/patrol/b.ts'],
  ['testing-is-for-tests', 'src/sync/a.ts', 'src/sync/testing/b.ts'],
  ['root-is-on-top', 'src/features/patrol/a.ts', 'src/router.ts'],
];

describe('the import laws', () => {
  test('every planted offence is found by its law', () => {
    const files: Record<string, string> = {};
    for (const [, from, to] of OFFENCES) {
      const path = to.replace('src/', '').replace(/\.ts$/, '');
      const up = '../'.repeat(dirname(from).split('/').length - 1);
      files[from] = `${files[from] ?? ''}import '${up}${path}';\n`;
      files[to] ??= 'export const b = 1;\n';
    }
    plant(files);
    const { found } = cruise();
    for (const [law, from, to] of OFFENCES) expect(found).toContain(`${law}: ${from} -> ${to}`);
  }, 30_000);

  test('an import of a type only counts as an import', () => {
    plant({
      'src/domain/a.ts': "import type { B } from '../db/b';\nexport type A = B;",
      'src/db/b.ts': 'export type B = 1;',
    });
    expect(cruise().found).toContain('domain-is-pure: src/domain/a.ts -> src/db/b.ts');
  }, 30_000);

  test('an offence fails the command', () => {
    plant({ 'src/ui/a.ts': "import '../db/b';", 'src/db/b.ts': 'export const b = 1;' });
    const args = [TOOL, '--config', CONFIG, 'src'];
    expect(spawnSync(process.execPath, args, { cwd: house }).status).not.toBe(0);
  }, 30_000);

  test('a house in order passes', () => {
    plant({
      'src/features/patrol/a.ts': "import { b } from '../../domain/b';\nexport const a = b;",
      'src/domain/b.ts': 'export const b = 1;',
    });
    expect(cruise()).toEqual({ status: 0, found: [] });
  }, 30_000);
});
