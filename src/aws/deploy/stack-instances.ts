import { ListStackInstancesCommand } from '@aws-sdk/client-cloudformation';
import type { CallAs } from '../../app/deploy/ports.ts';
import type { StackInstance } from '../../app/deploy/stacks/stack-set-ports.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask, expected } from '../client/send.ts';

const OPERATION = 'cloudformation:ListStackInstances';

export const stackInstances = async (
  client: Client,
  CallAs: CallAs,
  StackSetName: string,
): Promise<readonly StackInstance[]> => {
  const list = (NextToken: string | undefined) =>
    ask(client, new ListStackInstancesCommand({ StackSetName, CallAs, NextToken }));
  const found: StackInstance[] = [];
  for await (const { Summaries = [] } of pages(list, ({ NextToken }) => NextToken, OPERATION))
    for (const summary of Summaries)
      found.push({
        account: expected(summary.Account, OPERATION, 'Account'),
        region: expected(summary.Region, OPERATION, 'Region'),
        status: summary.Status ?? 'UNKNOWN',
        detail: summary.StackInstanceStatus?.DetailedStatus,
        reason: summary.StatusReason || undefined,
        target: summary.OrganizationalUnitId || undefined,
      });
  return found;
};
