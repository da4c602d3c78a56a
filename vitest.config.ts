import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'infra/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/referees/**', 'test/long/**', '**/node_modules/**'],
    globalSetup: ['test/support/temporary-folder.ts'],
    setupFiles: ['test/seed.ts'],
    testTimeout: 30_000,
    // No test mocks a module or keeps state in one: files may share what they import.
    isolate: false,
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['src/core/**/*.ts'],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
  },
});
