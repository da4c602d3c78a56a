import { defineConfig } from 'vitest/config';

/** Programs no one here wrote judge keyturn: `npm run test:referees`. */
export default defineConfig({
  test: { include: ['test/referees/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
});
