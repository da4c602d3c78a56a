import { expect, it } from 'vitest';
import type { StackSetPace } from '../../app/deploy/stacks/stack-set-ports.ts';
import type { Client } from '../client/client-factory.ts';
import { cloudFormationStackSets } from './stack-sets.ts';

/** What UpdateStackSet says of where and how fast. */
const reachOf = async (pace: StackSetPace, change: 'update' | 'add' = 'update') => {
  const inputs: Readonly<Record<string, unknown>>[] = [];
  const send = async (command: { readonly input: Readonly<Record<string, unknown>> }) => {
    inputs.push(command.input);
    return { OperationId: 'op-1' };
  };
  const client = { service: 'cloudformation', send, destroy: () => undefined } as unknown as Client;
  const sets = cloudFormationStackSets({ client, callAs: 'SELF', urlOf: async () => 'https://url' });
  const spec = { name: 'keyturn-members', template: { bucket: 'b', key: 'k' }, parameters: {} };
  const where = { name: 'keyturn-members', targets: ['ou-ab12-99999999'], regions: ['eu-west-1'] };
  expect(await (change === 'update' ? sets.update(spec as never, pace) : sets.addInstances(where, pace))).toBe('op-1');
  const { DeploymentTargets, Regions, OperationPreferences } = inputs[0] ?? {};
  return { DeploymentTargets, Regions, OperationPreferences };
};

it('an update of the first accounts stops at the first refusal, and reaches no others', async () => {
  expect(await reachOf({ kind: 'first', targets: ['ou-ab12-11111111'], accounts: [], regions: ['eu-west-1'] })).toEqual(
    {
      DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-11111111'] },
      Regions: ['eu-west-1'],
      OperationPreferences: { FailureToleranceCount: 0, MaxConcurrentCount: 1 },
    },
  );
});

it('accounts that come first are named within the OUs, whose others are not reached', async () => {
  const pace = { kind: 'first', targets: ['r-ab12'], accounts: ['111122223333'], regions: ['eu-west-1'] } as const;
  expect((await reachOf(pace)).DeploymentTargets).toEqual({
    OrganizationalUnitIds: ['r-ab12'],
    Accounts: ['111122223333'],
    AccountFilterType: 'INTERSECTION',
  });
});

it.each([
  ['by-tenths', { FailureTolerancePercentage: 10, MaxConcurrentPercentage: 10 }],
  ['all', { FailureTolerancePercentage: 100, MaxConcurrentPercentage: 100, ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE' }],
] as const)('an update of %s reaches every account', async (kind, OperationPreferences) => {
  expect(await reachOf({ kind })).toEqual({ DeploymentTargets: undefined, Regions: undefined, OperationPreferences });
});

it('a first roll-out reaches the first accounts alone, and then those that it is for', async () => {
  const first = { kind: 'first', targets: ['ou-ab12-11111111'], accounts: [], regions: ['eu-west-1'] } as const;
  expect(await reachOf(first, 'add')).toEqual({
    DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-11111111'] },
    Regions: ['eu-west-1'],
    OperationPreferences: { FailureToleranceCount: 0, MaxConcurrentCount: 1 },
  });
  expect(await reachOf({ kind: 'by-tenths' }, 'add')).toEqual({
    DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-99999999'] },
    Regions: ['eu-west-1'],
    OperationPreferences: { FailureTolerancePercentage: 10, MaxConcurrentPercentage: 10 },
  });
});
