import { defineConfig } from 'vitest/config';

/** Tests against programs no one here wrote: AWS's own tools, and other emulators. KEYTURN_REFEREES=required makes their absence fail. */
export default defineConfig({
  test: {
    include: ['test/conformance/referees/**/*.test.ts'],
    globalSetup: ['test/support/temporary-folder.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
