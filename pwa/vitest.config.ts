import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'laws/**/*.test.ts', 'build/**/*.test.ts'],
    // Tests that need a document say so with a `@vitest-environment happy-dom` comment.
    environment: 'node',
  },
});
