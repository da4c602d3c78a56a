import { Fault } from '../../faults/fault.ts';
import { type WaitTools, waitUntil } from '../wait-until.ts';
import type { StackState, Stacks } from './stack-ports.ts';

/** Under way; REVIEW_IN_PROGRESS is not: it only holds a change set that nobody carried out. */
export const isUnderWay = (status: string): boolean =>
  status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';

/** Left behind by a creation or deletion that failed: CloudFormation can only delete it. */
export const isLeftover = (status: string): boolean =>
  /^(ROLLBACK_(COMPLETE|FAILED)|CREATE_FAILED|DELETE_FAILED)$/.test(status);

const isGood = (status: string): boolean => /^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status);

/** The stack once nothing works on it; `undefined`: there is none. */
export const quietStack = (stacks: Stacks, name: string, tools: WaitTools): Promise<StackState | undefined> =>
  waitUntil(tools, `stack ${name}`, async () => {
    const value = await stacks.find(name);
    const status = value?.status ?? 'DELETE_COMPLETE';
    return { isOver: !isUnderWay(status), status, value: status === 'DELETE_COMPLETE' ? undefined : value };
  });

/** Throws a {@link Fault} that names the causes, unless the stack came through. */
export const assertGood = async (stacks: Stacks, state: StackState): Promise<void> => {
  if (isGood(state.status)) return;
  const causes = await stacks.failures(state.id);
  const lines = [`the stack ${state.name} ended as ${state.status}`, ...causes.map((cause) => `  ${cause}`)];
  throw new Fault('deployment-failed', lines.join('\n'));
};

/** Throws for a state that only a person can end. */
export const assertFree = ({ name, status }: StackState): void => {
  if (status !== 'UPDATE_ROLLBACK_FAILED' && status !== 'UPDATE_FAILED') return;
  const verb = status === 'UPDATE_FAILED' ? 'rollback-stack' : 'continue-update-rollback';
  throw new Fault(
    'deployment-failed',
    `the stack ${name} is in ${status}: CloudFormation takes no change until it is ended`,
    {
      remedy: `run \`aws cloudformation ${verb} --stack-name ${name}\`, and then this command again`,
    },
  );
};

/** Deletes a stack and waits until it is gone. By id, since its name says nothing once it is. */
export const deleteStack = async (stacks: Stacks, state: StackState, tools: WaitTools): Promise<void> => {
  await stacks.delete(state.id);
  const left = await quietStack(stacks, state.id, tools);
  if (left === undefined) return;
  const causes = await stacks.failures(state.id);
  const lines = [
    `the stack ${state.name} could not be deleted (${left.status})`,
    ...causes.map((cause) => `  ${cause}`),
  ];
  throw new Fault('deployment-failed', lines.join('\n'));
};
