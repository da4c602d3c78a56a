import { readFileSync, writeFileSync } from 'node:fs';
import { withPartsAdded } from './parts.ts';
import { merge, type ProofFigures } from './proof.ts';
import { asCounters } from './stryker-score.ts';

/**
 * Merges counters files, and Stryker's report, into docs/proof.json; random stories may come in parts: npm run proof --
 * simulation.json crash-points.json coverage/mutation.json
 */
const files = process.argv.slice(3);
if (files.length === 0) throw new Error('give the counters files: JSON with schedules, calls, faults, promotions ...');
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const today = new Date().toISOString().slice(0, 10);
const counted = withPartsAdded(files.map((file) => asCounters(read(file))));
const proof = counted.reduce<ProofFigures>(
  (sum, counters) => merge(sum, counters, today),
  read('docs/proof.json') as ProofFigures,
);
writeFileSync('docs/proof.json', `${JSON.stringify(proof, undefined, 2)}\n`);
process.stdout.write(`docs/proof.json: ${JSON.stringify(proof)}\nNow: npm run docs\n`);
