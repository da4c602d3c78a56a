import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  type Stack,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import type { PlacedTemplate } from '../../app/deploy/package-file.ts';
import type { StackState, Stacks } from '../../app/deploy/stacks/stack-ports.ts';
import { isAwsFault } from '../../app/faults/aws-fault.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask, expected } from '../client/send.ts';
import { readChangeSet } from './change-set.ts';
import { parameterList, parametersFrom } from './parameters.ts';

export const cloudFormationStacks = (client: Client, urlOf: (template: PlacedTemplate) => Promise<string>): Stacks => ({
  find: (nameOrId) => find(client, nameOrId),
  async template(name) {
    const { TemplateBody } = await ask(client, new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' }));
    return expected(TemplateBody, 'cloudformation:GetTemplate', 'TemplateBody');
  },
  resources: (name) => resources(client, name),
  failures: (id) => failures(client, id),
  async propose({ stack, isNew, changeSet, template, parameters }) {
    const operation = 'cloudformation:CreateChangeSet';
    const { Id, StackId } = await ask(
      client,
      new CreateChangeSetCommand({
        StackName: stack,
        ChangeSetName: changeSet,
        ChangeSetType: isNew ? 'CREATE' : 'UPDATE',
        TemplateURL: await urlOf(template),
        Parameters: parameterList(parameters),
        Capabilities: ['CAPABILITY_NAMED_IAM'],
      }),
    );
    return { id: expected(Id, operation, 'Id'), stackId: expected(StackId, operation, 'StackId') };
  },
  changeSet: (id) => readChangeSet(client, id),
  async execute(id) {
    await ask(client, new ExecuteChangeSetCommand({ ChangeSetName: id }));
  },
  async discard(id) {
    await ask(client, new DeleteChangeSetCommand({ ChangeSetName: id }));
  },
  async delete(name) {
    await ask(client, new DeleteStackCommand({ StackName: name }));
  },
});

const find = async (client: Client, nameOrId: string): Promise<StackState | undefined> => {
  try {
    const { Stacks = [] } = await ask(client, new DescribeStacksCommand({ StackName: nameOrId }));
    return Stacks[0] && stateOf(Stacks[0]);
  } catch (error) {
    // CloudFormation has no code of its own for a stack that is not there.
    if (isAwsFault(error, 'invalid') && error.message.includes('does not exist')) return undefined;
    throw error;
  }
};

const stateOf = ({ StackName, StackId, StackStatus, StackStatusReason, Parameters, Outputs }: Stack): StackState => {
  const operation = 'cloudformation:DescribeStacks';
  return {
    name: expected(StackName, operation, 'StackName'),
    id: expected(StackId, operation, 'StackId'),
    status: expected(StackStatus, operation, 'StackStatus'),
    reason: StackStatusReason || undefined,
    parameters: parametersFrom(Parameters),
    outputs: Object.fromEntries(
      (Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
  };
};

const nextToken = ({ NextToken }: { NextToken?: string | undefined }): string | undefined => NextToken;

const resources = async (client: Client, StackName: string): ReturnType<Stacks['resources']> => {
  const list = (NextToken: string | undefined) => ask(client, new ListStackResourcesCommand({ StackName, NextToken }));
  const found: { type: string; id: string }[] = [];
  for await (const { StackResourceSummaries = [] } of pages(list, nextToken, 'cloudformation:ListStackResources'))
    for (const { ResourceType, PhysicalResourceId } of StackResourceSummaries)
      if (ResourceType && PhysicalResourceId) found.push({ type: ResourceType, id: PhysicalResourceId });
  return found;
};

/** Events come newest first; those of the last operation end where somebody began it. */
const failures = async (client: Client, StackName: string): Promise<readonly string[]> => {
  const list = (NextToken: string | undefined) => ask(client, new DescribeStackEventsCommand({ StackName, NextToken }));
  const causes: string[] = [];
  for await (const { StackEvents = [] } of pages(list, nextToken, 'cloudformation:DescribeStackEvents'))
    for (const event of StackEvents) {
      if (isBeginning(event)) return causes;
      const { LogicalResourceId, ResourceStatus = '', ResourceStatusReason: reason = '' } = event;
      if (ResourceStatus.endsWith('_FAILED') && reason !== '' && !/cancelled/i.test(reason))
        causes.unshift(`${LogicalResourceId}: ${reason}`);
    }
  return causes;
};

const isBeginning = ({ PhysicalResourceId, StackId, ResourceStatus, ResourceStatusReason }: StackEvent): boolean =>
  PhysicalResourceId === StackId &&
  /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(ResourceStatus ?? '') &&
  ResourceStatusReason === 'User Initiated';
