import { defineConfig } from 'vitest/config';

/** The tests of the core alone: what its mutants are run against. */
export default defineConfig({
  test: {
    include: ['test/mutation/core.mutants.ts'],
    setupFiles: ['test/support/seed.ts'],
  },
});
