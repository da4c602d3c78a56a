import { defineConfig } from 'vitest/config';

/** What takes minutes: every crash point of a lifecycle. CI runs it; `npm test` does not. */
export default defineConfig({
  test: {
    include: ['test/fault-injection/long/**/*.test.ts'],
    globalSetup: ['test/support/temporary-folder.ts'],
    testTimeout: 600_000,
  },
});
