import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

/** The free names in the service worker's source that the build replaces. */
const LIST = '__PRECACHE_LIST__';
const VERSION = '__PRECACHE_VERSION__';

/** What the phone never needs: the desk's files, source maps, the build's own manifest. */
const NOT_SHELL = /(^sw\.js$|^\.vite\/|\.map$|(^|\/)desk[-.]|^icons\/screenshot)/;

type Content = { path: string; bytes: string | Uint8Array };

/**
 * Chooses what the shell consists of and names its version by the content of all of it.
 * @returns server paths in a stable order and 16 hex digits
 */
export function shellOf(files: Content[]): { list: string[]; version: string } {
  const shell = files.filter((file) => !NOT_SHELL.test(file.path));
  shell.sort((a, b) => (a.path < b.path ? -1 : 1));
  const hash = createHash('sha256');
  for (const file of shell) hash.update(file.path).update('\0').update(file.bytes);
  const list = shell.map((file) => (file.path === 'index.html' ? '/app/' : `/${file.path}`));
  return { list, version: hash.digest('hex').slice(0, 16) };
}

function publicFiles(folder: string): Content[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path), bytes: readFileSync(path) }));
}

/** Writes the list of shell files and their version into the built sw.js. */
export function precache(): Plugin {
  let publicDir = '';
  return {
    name: 'precache',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk') throw new Error('the build has no sw.js');
        const built = Object.values(bundle).map((file) => ({
          path: file.fileName,
          bytes: file.type === 'chunk' ? file.code : file.source,
        }));
        const { list, version } = shellOf([...built, ...publicFiles(publicDir)]);
        worker.code = worker.code
          .replaceAll(LIST, JSON.stringify(list))
          .replaceAll(VERSION, JSON.stringify(version));
      },
    },
  };
}
