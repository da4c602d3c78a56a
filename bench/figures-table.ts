import Table from 'cli-table3';
import type { DeployedDay } from './deployed-day.ts';
import type { Figures } from './figures.ts';
import type { Throughput } from './throughput.ts';

type Row = readonly [what: string, figure: string];

const one = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
const whole = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 0 });

const rowsOf = (figures: Figures): readonly Row[] => [
  ...callRows(figures),
  ...Object.entries(figures.decisionsPerSecond).map(
    ([name, count]): Row => [`plan(): ${name}, decisions a second`, whole(count)],
  ),
  ...figures.throughput.map((each) => throughputRow(each, 'by report')),
  throughputRow(figures.listing, 'by listing'),
  [
    `${whole(figures.throttled.accounts)} accounts under AWS's throttles, virtual seconds`,
    `${one(figures.throttled.seconds)}`,
  ],
  ...deployedRows(figures.deployedDay),
  ...Object.entries(figures.bundleBytes).map(([name, bytes]): Row => [`bundle of ${name}, KB`, whole(bytes / 1_000)]),
  ...Object.entries(figures.coldStart).map(
    ([name, { answered, processor }]): Row => [
      `cold start of ${name}: import and first call`,
      `${whole(answered)} ms, of it ${whole(processor)} ms processor time`,
    ],
  ),
];

const callRows = ({ callsPerAccount, userYear, yearUsers }: Figures): readonly Row[] => [
  ['nothing due, account of 10 users: requests', one(callsPerAccount.nothingDue10)],
  ['nothing due, account of 100 users: requests', one(callsPerAccount.nothingDue)],
  ['nothing due, account of 5,000 users: requests', one(callsPerAccount.nothingDue5000)],
  [
    'the same account of 100 users by listing: requests',
    `${one(callsPerAccount.listing)} (${one(callsPerAccount.listing / callsPerAccount.nothingDue)} times)`,
  ],
  [`a user's year, account of ${yearUsers}: requests`, one(userYear.report.calls)],
  [`a user's year, account of ${yearUsers}, by listing: requests`, one(userYear.list.calls)],
];

const deployedRows = ({ accounts, minutes, stateTransitions, invocations, bill }: DeployedDay): readonly Row[] => [
  [`a daily run of the deployed form, ${whole(accounts)} accounts, virtual minutes`, one(minutes)],
  ['the same: state transitions, invocations', `${whole(stateTransitions)}, ${whole(invocations)}`],
  [
    'the same: a month of such days, list prices',
    [
      `$${bill.total.toFixed(2)}: Step Functions $${bill.stepFunctions.toFixed(2)}`,
      `Lambda $${bill.lambda.toFixed(2)}`,
      `S3 $${bill.s3.toFixed(2)}`,
      `CloudWatch $${bill.cloudWatch.toFixed(2)}`,
    ].join(', '),
  ],
];

const throughputRow = (each: Throughput, how: string): Row => [
  `${whole(each.accounts)} accounts of ${each.users} users, ${how}`,
  [
    `${one(each.seconds)} s`,
    `${one(each.accountsPerSecond)} accounts/s`,
    `${one(each.processorPerUser)} µs of CPU a user`,
    `${whole(each.peakMemory)} MB`,
    `${whole(each.calls)} requests`,
  ].join(', '),
];

export const figureLines = (figures: Figures): readonly string[] => {
  const table = new Table({ head: ['what', 'figure'], style: { head: [], border: [] } });
  for (const row of rowsOf(figures)) table.push([...row]);
  return table.toString().split('\n');
};

const [BEGIN, END] = ['<!-- figures: npm run bench -- --write -->', '<!-- end of figures -->'];

/** The page with its table made anew. */
export const performancePage = (page: string, figures: Figures): string => {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error('docs/performance.md has no place for the figures');
  const lines = rowsOf(figures).map(([what, figure]) => `| ${what} | ${figure} |`);
  return [before + BEGIN, '', '| what | figure |', '|---|---|', ...lines, '', END + after].join('\n');
};
