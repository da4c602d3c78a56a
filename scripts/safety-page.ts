import { type FaultRow, faults, invariants } from '../test/fault-injection/table.ts';
import { figures, type ProofFigures } from './proof.ts';

/** docs/safety.md with its tables written anew; the prose between them stays as it is. */
export const safetyPage = (page: string, proof: ProofFigures): string =>
  [
    ['invariants', tableOf('invariant', invariants)],
    ['faults', tableOf('fault = what must come of it', faults)],
    ['figures', figuresOf(proof)],
  ].reduce((text, [name = '', content = '']) => replaced(text, name, content), page);

const replaced = (page: string, name: string, content: string): string => {
  const [begin, end] = [`<!-- begin ${name}: written by npm run docs -->`, `<!-- end ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/safety.md has no part between "${begin}" and "${end}"`);
  return `${page.slice(0, from + begin.length)}\n\n${content}\n\n${page.slice(to)}`;
};

const tableOf = (what: string, rows: readonly FaultRow[]): string =>
  [`| | ${what} | shown by |`, '|---|---|---|', ...rows.map(rowOf)].join('\n');

const rowOf = ({ id, words, tests, reason }: FaultRow): string =>
  `| ${id} | ${words} | ${reason ?? tests.map(linkTo).join('; ')} |`;

const linkTo = ([file, title]: FaultRow['tests'][number]): string => `[${title}](../${file})`;

const figuresOf = (proof: ProofFigures): string => {
  const rows = Object.entries(figures).map(([name, words]) => {
    const count = proof[name as keyof typeof figures];
    return `| ${words} | ${count === undefined ? 'not run yet' : count.toLocaleString('en')} |`;
  });
  return [
    '| figure | last full run |',
    '|---|---|',
    ...rows,
    `| day of the latest of them | ${proof.at ?? 'not run yet'} |`,
  ].join('\n');
};
