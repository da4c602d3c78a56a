import { setTimeout as wait } from 'node:timers/promises';
import {
  type Capability,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { clientsFor, type MinistackEndpoint } from './reach.ts';

export interface StackOrder {
  readonly accountId: string;
  readonly name: string;
  /** As the console asks for it, or the text itself, as a StackSet sends it to its accounts. */
  readonly template: { readonly TemplateURL: string } | { readonly TemplateBody: string };
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Parameters that are not given have the template's defaults. Throws, with CloudFormation's words, unless it succeeds.
 */
export const createStack = async (
  endpoint: MinistackEndpoint,
  { accountId, name, template, parameters }: StackOrder,
): Promise<Stack> => {
  const { cloudFormation } = clientsFor(endpoint, accountId);
  const given = Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
  const Capabilities: Capability[] = ['CAPABILITY_NAMED_IAM'];
  await cloudFormation.send(new CreateStackCommand({ StackName: name, ...template, Parameters: given, Capabilities }));
  return ended(endpoint, accountId, name);
};

const ended = async (endpoint: MinistackEndpoint, accountId: string, StackName: string): Promise<Stack> => {
  const { cloudFormation } = clientsFor(endpoint, accountId);
  for (let tries = 0; tries < 600; tries += 1) {
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    if (stack?.StackStatus === 'CREATE_COMPLETE') return stack;
    if (stack?.StackStatus?.endsWith('IN_PROGRESS') !== true)
      throw new Error(await failureOf(endpoint, accountId, StackName));
    await wait(50);
  }
  throw new Error(`the stack ${StackName} was not ready within 30 s`);
};

const failureOf = async (endpoint: MinistackEndpoint, accountId: string, StackName: string): Promise<string> => {
  const { cloudFormation } = clientsFor(endpoint, accountId);
  const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
  const failures = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.includes('FAILED'));
  return [
    `the stack ${StackName} failed:`,
    ...failures.map((event) => `  ${event.LogicalResourceId}: ${event.ResourceStatusReason}`),
  ].join('\n');
};
