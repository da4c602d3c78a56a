import {
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DeleteStackInstancesCommand,
  DeleteStackSetCommand,
  DescribeStackSetCommand,
  DescribeStackSetOperationCommand,
  ListStackSetOperationResultsCommand,
  ListStackSetOperationsCommand,
  type StackSet,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import type { PlacedTemplate } from '../../app/deploy/package-file.ts';
import type { CallAs } from '../../app/deploy/ports.ts';
import type {
  InstanceTargets,
  StackSetOperation,
  StackSetPace,
  StackSetSpec,
  StackSetState,
  StackSets,
} from '../../app/deploy/stacks/stack-set-ports.ts';
import { unlessMissing } from '../../app/faults/aws-fault.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask, expected } from '../client/send.ts';
import { parameterList, parametersFrom } from './parameters.ts';
import { stackInstances } from './stack-instances.ts';

/**
 * One account that refuses must not keep all others waiting: who failed is told afterwards, and tried again by the next
 * run.
 */
const PREFERENCES = {
  FailureTolerancePercentage: 100,
  MaxConcurrentPercentage: 100,
  ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE',
} as const;

/** None may refuse. */
const FIRST = { FailureToleranceCount: 0, MaxConcurrentCount: 1 } as const;
const BY_TENTHS = { FailureTolerancePercentage: 10, MaxConcurrentPercentage: 10 } as const;

const OPERATIONS_SHOWN = 10;

export interface StackSetsOptions {
  readonly client: Client;
  readonly callAs: CallAs;
  readonly urlOf: (template: PlacedTemplate) => Promise<string>;
}

export const cloudFormationStackSets = (options: StackSetsOptions): StackSets => {
  const { client, callAs: CallAs } = options;
  return {
    async find(StackSetName) {
      const answer = await unlessMissing(ask(client, new DescribeStackSetCommand({ StackSetName, CallAs })));
      return answer?.StackSet && answer.StackSet.Status !== 'DELETED' ? stateOf(answer.StackSet) : undefined;
    },
    instances: (name) => stackInstances(client, CallAs, name),
    async create(spec) {
      await ask(
        client,
        new CreateStackSetCommand({ ...(await definition(options, spec)), PermissionModel: 'SERVICE_MANAGED' }),
      );
    },
    async update(spec, pace) {
      const input = { ...(await definition(options, spec)), ...reachOf(pace) };
      return operationId(await ask(client, new UpdateStackSetCommand(input)), 'UpdateStackSet');
    },
    async addInstances(where, pace) {
      const input = { ...targetsOf(where, CallAs), ...reachOf(pace) };
      return operationId(await ask(client, new CreateStackInstancesCommand(input)), 'CreateStackInstances');
    },
    async removeInstances(where) {
      const input = { ...targetsOf(where, CallAs), RetainStacks: false };
      return operationId(await ask(client, new DeleteStackInstancesCommand(input)), 'DeleteStackInstances');
    },
    async delete(StackSetName) {
      await ask(client, new DeleteStackSetCommand({ StackSetName, CallAs }));
    },
    ...operationsOf(client, CallAs),
  };
};

/** Without targets CloudFormation updates the instances everywhere; with some, it marks the others as outdated. */
const reachOf = (pace: StackSetPace) => {
  if (pace.kind !== 'first') return { OperationPreferences: pace.kind === 'all' ? PREFERENCES : BY_TENTHS };
  const { targets, accounts, regions } = pace;
  const alone = { Accounts: [...accounts], AccountFilterType: 'INTERSECTION' as const };
  return {
    DeploymentTargets: { OrganizationalUnitIds: [...targets], ...(accounts.length > 0 ? alone : {}) },
    Regions: [...regions],
    OperationPreferences: FIRST,
  };
};

const operationsOf = (client: Client, CallAs: CallAs): Pick<StackSets, 'operations' | 'operation' | 'failures'> => ({
  async operations(StackSetName) {
    const input = { StackSetName, CallAs, MaxResults: OPERATIONS_SHOWN };
    const { Summaries = [] } = await ask(client, new ListStackSetOperationsCommand(input));
    return Summaries.map(operationFrom);
  },
  async operation(StackSetName, OperationId) {
    const input = { StackSetName, OperationId, CallAs };
    const { StackSetOperation: operation } = await ask(client, new DescribeStackSetOperationCommand(input));
    return operationFrom(expected(operation, 'cloudformation:DescribeStackSetOperation', 'StackSetOperation'));
  },
  async failures(StackSetName, OperationId) {
    const list = (NextToken: string | undefined) =>
      ask(client, new ListStackSetOperationResultsCommand({ StackSetName, OperationId, CallAs, NextToken }));
    const found: { account: string; reason: string }[] = [];
    const listed = pages(list, ({ NextToken }) => NextToken, 'cloudformation:ListStackSetOperationResults');
    for await (const { Summaries = [] } of listed)
      for (const { Account = '', Status, StatusReason = 'no reason given' } of Summaries)
        if (Status === 'FAILED' || Status === 'CANCELLED') found.push({ account: Account, reason: StatusReason });
    return found;
  },
});

const definition = async ({ callAs, urlOf }: StackSetsOptions, { name, template, parameters }: StackSetSpec) => ({
  StackSetName: name,
  CallAs: callAs,
  TemplateURL: await urlOf(template),
  Parameters: parameterList(parameters),
  Capabilities: ['CAPABILITY_NAMED_IAM' as const],
  AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
});

const targetsOf = ({ name, targets, regions }: InstanceTargets, callAs: CallAs) => ({
  StackSetName: name,
  CallAs: callAs,
  DeploymentTargets: { OrganizationalUnitIds: [...targets] },
  Regions: [...regions],
  OperationPreferences: PREFERENCES,
});

const operationId = ({ OperationId }: { readonly OperationId?: string | undefined }, operation: string): string =>
  expected(OperationId, `cloudformation:${operation}`, 'OperationId');

const stateOf = (set: StackSet): StackSetState => {
  const operation = 'cloudformation:DescribeStackSet';
  return {
    name: expected(set.StackSetName, operation, 'StackSetName'),
    template: expected(set.TemplateBody, operation, 'TemplateBody'),
    parameters: parametersFrom(set.Parameters),
    isServiceManaged: set.PermissionModel === 'SERVICE_MANAGED',
    isAutoDeployed: set.AutoDeployment?.Enabled,
    targets: set.OrganizationalUnitIds ?? [],
  };
};

const operationFrom = (operation: {
  readonly OperationId?: string | undefined;
  readonly Action?: string | undefined;
  readonly Status?: string | undefined;
  readonly StatusReason?: string | undefined;
}): StackSetOperation => ({
  id: operation.OperationId ?? '',
  action: operation.Action ?? '',
  status: operation.Status ?? 'UNKNOWN',
  reason: operation.StatusReason || undefined,
});
