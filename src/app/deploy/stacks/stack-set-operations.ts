import { Fault } from '../../faults/fault.ts';
import { type WaitTools, waitUntil } from '../wait-until.ts';
import type { StackSetOperation, StackSetSpec, StackSets } from './stack-set-ports.ts';

interface Update {
  readonly spec: StackSetSpec;
  /** None: everywhere at once. */
  readonly firstOus: readonly string[];
  readonly regions: readonly string[];
}

/** Throws a {@link Fault} where one of the first accounts refuses: no other is reached, and no later part begun. */
export const updateInSteps = async ({ spec, firstOus, regions }: Update, sets: StackSets, tools: WaitTools) => {
  const { name } = spec;
  if (firstOus.length === 0) return operationEnd(sets, name, await sets.update(spec, { kind: 'all' }), tools);
  const first = await sets.update(spec, { kind: 'first', targets: firstOus, regions });
  const refused = await operationEnd(sets, name, first, tools);
  if (refused !== undefined)
    throw new Fault(
      'deployment-failed',
      [`of the accounts in ${firstOus.join(', ')}, which come first:`, ...refused.incomplete].join('\n  '),
      { remedy: 'see why, and run the command again: accounts elsewhere, and the main stack, are as they were' },
    );
  return operationEnd(sets, name, await sets.update(spec, { kind: 'by-tenths' }), tools);
};

const isEnd = ({ status }: StackSetOperation): boolean => /^(SUCCEEDED|FAILED|STOPPED)$/.test(status);

/** Returns once no operation works on the StackSet. */
export const quietStackSet = (sets: StackSets, name: string, tools: WaitTools): Promise<void> =>
  waitUntil(tools, `StackSet ${name}`, async () => {
    const running = (await sets.operations(name)).find((operation) => !isEnd(operation));
    return { isOver: running === undefined, status: `${running?.action} ${running?.status}`, value: undefined };
  });

/** `undefined`: it came through everywhere; otherwise the accounts where it did not, and why. */
export const operationEnd = async (
  sets: StackSets,
  name: string,
  id: string,
  tools: WaitTools,
): Promise<{ readonly incomplete: readonly string[] } | undefined> => {
  const ended = await waitUntil(tools, `StackSet ${name}`, async () => {
    const value = await sets.operation(name, id);
    return { isOver: isEnd(value), status: value.status, value };
  });
  const failures = await sets.failures(name, id);
  if (ended.status === 'SUCCEEDED' && failures.length === 0) return undefined;
  const lines = failures.map(({ account, reason }) => `${account}: ${reason}`);
  return { incomplete: lines.length > 0 ? lines : [`${ended.status}: ${ended.reason ?? 'no reason given'}`] };
};
