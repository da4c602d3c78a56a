import Table from 'cli-table3';
import { lambdas } from '../scripts/bundle-lambdas.ts';
import { measureColdStarts } from './cold-start.ts';

/** Cold starts alone: import of a bundle and its first call. Exits 1 where one takes longer than it may. */
const ROUNDS = 20;
const BAR_MS = 250;

const ms = (time: number): string => `${time.toFixed(0)} ms`;

const measured = await measureColdStarts(ROUNDS);
const table = new Table({
  head: ['function', 'import', 'import and first call', 'of it processor time', 'bar'],
  style: { head: [], border: [] },
});
for (const name of lambdas) {
  const { imported, answered, processor } = measured[name];
  table.push([name, ms(imported), ms(answered), ms(processor), answered <= BAR_MS ? 'met' : 'missed']);
}
process.stdout.write(
  `${table.toString()}\nMedian of ${ROUNDS} cold starts on Node ${process.version}; at most ${BAR_MS} ms.\n`,
);
process.exitCode = lambdas.every((name) => measured[name].answered <= BAR_MS) ? 0 : 1;
