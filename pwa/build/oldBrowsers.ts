import type { Plugin } from 'vite';

/**
 * The build target lowers syntax only. What browsers later than Chrome 87 and Safari 15.4 brought
 * as functions is named here: neither our code nor a library in the bundle may use it. The types'
 * `lib: ES2020` says the same of our own code, but knows no versions of the browser's interfaces.
 */
const TOO_NEW_SCRIPT = [
  'structuredClone',
  'randomUUID',
  'Object.hasOwn',
  'Object.groupBy',
  'Map.groupBy',
  'AbortSignal.timeout',
  'AbortSignal.any',
  'Array.fromAsync',
  'Promise.withResolvers',
  '.at(',
  '.findLast(',
  '.findLastIndex(',
  '.toSorted(',
  '.toReversed(',
  '.toSpliced(',
  '.throwIfAborted(',
  'TextDecoderStream',
  'DecompressionStream',
  'showOpenFilePicker',
  'requestIdleCallback',
  '.inert',
];

const TOO_NEW_STYLE = [
  ':has(',
  '@container',
  '@layer',
  'aspect-ratio:',
  'color-mix(',
  'oklch(',
  'lvh',
  'svh',
];

/** Files that bring their own stand-in for a name. */
const STANDS_IN: Record<string, string> = { 'Object.hasOwn': 'decoder.worker' };

/** The names in a built file that the oldest browsers do not know. */
export function tooNew(fileName: string, text: string): string[] {
  const names = fileName.endsWith('.css') ? TOO_NEW_STYLE : TOO_NEW_SCRIPT;
  return names.filter((name) => {
    const stand = STANDS_IN[name];
    return text.includes(name) && (stand === undefined || !fileName.includes(stand));
  });
}

/** Fails the build on what the oldest browsers in use could not run. */
export function oldBrowsers(): Plugin {
  return {
    name: 'old-browsers',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const found = Object.values(bundle).flatMap((file) => {
          if (!/\.(js|css)$/.test(file.fileName)) return [];
          const text = String(file.type === 'chunk' ? file.code : file.source);
          return tooNew(file.fileName, text).map((name) => `${file.fileName}: ${name}`);
        });
        if (found.length > 0) this.error(`too new for Chrome 87 or Safari 15.4: ${found}`);
      },
    },
  };
}
