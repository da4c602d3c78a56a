import { type Counters, runSchedule } from './schedule.ts';

/** Random stories over the embedded AWS: `npm run simulate -- --schedules 200 --seed 1`. Exits 1 on a violation. */
const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isInteger(value)) throw new Error(`--${name} wants a whole number`);
  return value;
};

const schedules = option('schedules', 100);
const seed = option('seed', 1);
const counters: Counters = {
  schedules: 0,
  requests: 0,
  faults: 0,
  promotions: 0,
  deactivations: 0,
  deletions: 0,
  humans: 0,
  uses: 0,
};
let violations = 0;
for (let n = 0; n < schedules; n += 1)
  await runSchedule(seed + n, counters).catch((error: Error) => {
    violations += 1;
    process.stdout.write(`${error.message}\n`);
  });
const figures = Object.entries(counters).map(([name, value]) => `${value.toLocaleString('en')} ${name}`);
process.stdout.write(`${figures.join(', ')}; seed ${seed}; ${violations} violations\n`);
process.exitCode = violations === 0 ? 0 : 1;
