import { Fault } from '../../faults/fault.ts';
import { type WaitTools, waitUntil } from '../wait-until.ts';
import type { FirstTargets, StackInstance, StackSetOperation, StackSetPace, StackSets } from './stack-set-ports.ts';

/** Whose accounts a change reaches before all others. Neither: everybody's at once. */
export interface FirstOnes {
  readonly ous: readonly string[];
  readonly accounts: readonly string[];
}

interface Rollout {
  readonly name: string;
  readonly first: FirstOnes;
  /** Roots and OUs that the change is for: the first accounts are some of theirs. */
  readonly within: readonly string[];
  readonly regions: readonly string[];
  /** Begins the change, at this pace. */
  readonly begin: (pace: StackSetPace) => Promise<string>;
}

/** Throws a {@link Fault} where one of the first accounts refuses: no other is reached, and no later part begun. */
export const inSteps = async (rollout: Rollout, sets: StackSets, tools: WaitTools) => {
  const { name, first, begin } = rollout;
  if (!isStepwise(first)) return operationEnd(sets, name, await begin({ kind: 'all' }), tools);
  for (const stage of stagesOf(rollout)) {
    const refused = await operationEnd(sets, name, await begin(stage), tools);
    if (refused !== undefined)
      throw new Fault(
        'deployment-failed',
        [`of ${firstWords(stage)}, which come first:`, ...refused.incomplete].join('\n  '),
        { remedy: 'see why, and run the command again: accounts elsewhere, and the main stack, are as they were' },
      );
  }
  refuseUnreached(first.accounts, await sets.instances(name));
  return operationEnd(sets, name, await begin({ kind: 'by-tenths' }), tools);
};

export const isStepwise = ({ ous, accounts }: FirstOnes): boolean => ous.length + accounts.length > 0;

/** What a person is told of the steps before they are begun. */
export const stepsLine = (first: FirstOnes): readonly string[] =>
  isStepwise(first)
    ? [
        `First ${stagesOf({ first, within: [], regions: [] }).map(firstWords).join(', then ')}; if none of them refuses, a tenth of all at a time`,
      ]
    : [];

/**
 * Accounts by their ids first, as the smallest step. Accounts are targeted within OUs, whose others stay out of it:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html (INTERSECTION).
 */
const stagesOf = ({
  first,
  within,
  regions,
}: Pick<Rollout, 'first' | 'within' | 'regions'>): readonly FirstTargets[] => {
  const inAccounts: FirstTargets = { kind: 'first', targets: within, accounts: first.accounts, regions };
  const inOus: FirstTargets = { kind: 'first', targets: first.ous, accounts: [], regions };
  return [...(first.accounts.length > 0 ? [inAccounts] : []), ...(first.ous.length > 0 ? [inOus] : [])];
};

const firstWords = ({ targets, accounts }: FirstTargets): string =>
  accounts.length > 0 ? `the accounts ${accounts.join(', ')}` : `the accounts in ${targets.join(', ')}`;

/** An account beyond the targets would be skipped without a word, and the change go on as if it had been tried. */
export const refuseUnreached = (accounts: readonly string[], instances: readonly StackInstance[]): void => {
  const reached = new Set(instances.map(({ account }) => account));
  const missing = accounts.filter((account) => !reached.has(account));
  if (missing.length === 0) return;
  throw new Fault('deployment-failed', `--first-account is ${missing.join(', ')}, which the StackSet does not reach`, {
    remedy:
      'name an account of the OUs that are deployed to, or of the organization where none is named; StackSets never reach the management account',
  });
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
