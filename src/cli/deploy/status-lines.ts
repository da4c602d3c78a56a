import type { DeploymentStatus, MembersStatus, StackStatus } from '../../app/deploy/status.ts';
import { tableLines } from '../render/table.ts';
import { wrapped } from '../render/wrap.ts';
import { printable } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { outcomes, partNames } from './part-lines.ts';

/** How every part stands, for people; what is wrong is marked. */
export const statusLines = (style: Style, status: DeploymentStatus): readonly string[] => [
  ...status.stacks.flatMap((stack) => stackLines(style, stack)),
  ...membersLines(style, status.members),
  ...bucketLines(style, status),
  '',
  ...(status.members === undefined ? [] : [...instanceLines(style, status.members), '']),
  status.dryRunFlag === undefined
    ? 'The main stack is not deployed here.'
    : `DryRunFlag is ${status.dryRunFlag}: ${status.dryRunFlag.toLowerCase() === 'true' ? 'keyturn only reports.' : 'keyturn rotates.'}`,
  runLine(status),
];

const stackLines = (style: Style, stack: StackStatus): readonly string[] => {
  const { part, name, status, reason, isAsPackaged, isLeftOut } = stack;
  if (isLeftOut && status === undefined)
    return wrapped(style, mark(style, true), `${partNames[part]} ${name}: ${outcomes['left-out']}`);
  const isGood = status !== undefined && /^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status);
  const told = [status ?? 'is not here', ...(reason === undefined ? [] : [reason]), ...packaged(isAsPackaged)].join(
    ', ',
  );
  return wrapped(
    style,
    mark(style, isGood && isAsPackaged !== false),
    printable(`${partNames[part]} ${name}: ${told}`),
  );
};

const packaged = (isAsPackaged: boolean | undefined): readonly string[] =>
  isAsPackaged === undefined ? [] : [isAsPackaged ? 'as in the package' : 'differs from the package'];

const mark = (style: Style, isGood: boolean): string =>
  isGood ? style.green(style.symbols.done) : style.yellow(style.symbols.warning);

const membersLines = (style: Style, members: MembersStatus | undefined): readonly string[] => {
  if (members === undefined)
    return wrapped(
      style,
      mark(style, false),
      'StackSet of the members: is not there, or is managed in another account',
    );
  const { name, instances, failed, lastOperation, isAsPackaged } = members;
  const accounts = new Set(instances.map(({ account }) => account)).size;
  const operation =
    lastOperation === undefined ? [] : [`last operation ${lastOperation.action} ${lastOperation.status}`];
  const told = [`${accounts} accounts, ${failed.length} not current`, ...operation, ...packaged(isAsPackaged)].join(
    ', ',
  );
  return wrapped(
    style,
    mark(style, failed.length === 0 && isAsPackaged !== false),
    `StackSet of the members ${name}: ${told}`,
  );
};

const bucketLines = (style: Style, { bucket }: DeploymentStatus): readonly string[] => {
  const { name, exists, differing } = bucket;
  if (!exists) return wrapped(style, mark(style, false), `bucket ${name}: is not there`);
  const told =
    differing.length === 0 ? 'holds the package' : `${differing.length} files differ: ${differing.join(', ')}`;
  return wrapped(style, mark(style, differing.length === 0), `bucket ${name}: ${told}`);
};

const MOST_INSTANCES = 30;

/** Those that failed come first. */
const instanceLines = (style: Style, { instances, failed }: MembersStatus): readonly string[] => {
  const sorted = [...failed, ...instances.filter((instance) => !failed.includes(instance))];
  const hidden = sorted.length - MOST_INSTANCES;
  const rows = sorted
    .slice(0, MOST_INSTANCES)
    .map(({ account, region, status, detail, reason }) => [
      account,
      region,
      status,
      printable([detail, reason].filter(Boolean).join(': ')),
    ]);
  const columns = [
    { head: 'ACCOUNT', most: 12 },
    { head: 'REGION', most: 20 },
    { head: 'STATUS', most: 12 },
    { head: 'DETAIL', most: 100 },
  ];
  return [
    ...(rows.length === 0 ? [] : tableLines(style, columns, rows)),
    ...(hidden > 0 ? [style.dim(`  ${style.symbols.ellipsis} and ${hidden} more; --json shows all`)] : []),
  ];
};

const runLine = ({ lastRun }: DeploymentStatus): string => {
  if (lastRun === undefined) return 'No result of a whole run can be read (yet).';
  const { runId, finishedAt, mode, summary } = lastRun;
  const { rotated, blocked, failed } = summary;
  return `Last whole run ${runId} (${mode}), finished ${finishedAt}: ${rotated} rotated, ${blocked} blocked, ${failed} failed.`;
};
