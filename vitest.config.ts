import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'infra/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/conformance/referees/**', 'test/fault-injection/long/**', '**/node_modules/**'],
    globalSetup: ['test/support/temporary-folder.ts'],
    setupFiles: ['test/support/seed.ts'],
    // No test measures time: these only end one that hangs, on the busiest machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
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
