import { defineConfig } from 'vitest/config';

/** The tests of the core alone: what its mutants are run against. */
export default defineConfig({
  test: {
    include: ['src/core/**/*.test.ts'],
    setupFiles: ['test/support/seed.ts'],
  },
});
