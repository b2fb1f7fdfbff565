import { defineConfig } from 'vite';
import { gzip } from './build/gzip';
import { oldBrowsers } from './build/oldBrowsers';
import { precache } from './build/precache';
import manifest from './package.json' with { type: 'json' };

export default defineConfig({
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { __APP_BUILD__: JSON.stringify(manifest.version) },
  plugins: [precache(), oldBrowsers(), gzip()],
  worker: { format: 'es' },
  build: {
    target: ['chrome87', 'safari15.4'],
    manifest: true,
    // Inlined data: URLs would need a wider content policy and are not cached apart.
    assetsInlineLimit: 0,
    // The names of all parts that a part needs would swell the first script. Only before the service
    // worker has them does a part ask for its parts one step later.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, deps, { hostType }) => (hostType === 'html' ? deps : []),
    },
    rolldownOptions: {
      input: {
        app: 'index.html',
        desk: 'src/desk/desk.ts',
        'desk-signing': 'src/desk/signing.ts',
        sw: 'src/sw/sw.ts',
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
