import { defineConfig } from 'vite';

/** Builds the storm's Node host (docs/spec/storm-host.md) into one file; STORM_HOST_OUT moves it. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/sync/testing/host/main.ts',
    outDir: process.env.STORM_HOST_OUT ?? 'dist-storm',
    target: 'node20',
    emptyOutDir: true,
    minify: false,
    // A part loaded later would come from the disk in its own time.
    rolldownOptions: { output: { entryFileNames: 'host.mjs', codeSplitting: false } },
  },
});
