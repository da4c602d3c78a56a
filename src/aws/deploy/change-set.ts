import { type Change, DescribeChangeSetCommand } from '@aws-sdk/client-cloudformation';
import type { ChangeSet, ResourceChange } from '../../app/deploy/stacks/stack-ports.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask } from '../client/send.ts';

export const readChangeSet = async (client: Client, id: string): Promise<ChangeSet> => {
  const list = (NextToken: string | undefined) =>
    ask(client, new DescribeChangeSetCommand({ ChangeSetName: id, NextToken }));
  const changes: ResourceChange[] = [];
  let state: ChangeSet['state'] = 'pending';
  let reason: string | undefined;
  for await (const page of pages(list, ({ NextToken }) => NextToken, 'cloudformation:DescribeChangeSet')) {
    reason = page.StatusReason || undefined;
    state = stateOf(page.Status, reason);
    changes.push(...(page.Changes ?? []).flatMap(resourceChange));
  }
  return { id, state, reason, changes };
};

/** A change set without changes counts as failed; only its reason tells, in one of two wordings. */
const NOTHING = /didn't contain changes|no updates are to be performed/i;

const stateOf = (status: string | undefined, reason = ''): ChangeSet['state'] => {
  if (status === 'CREATE_COMPLETE') return 'ready';
  if (status === 'FAILED') return NOTHING.test(reason) ? 'empty' : 'failed';
  return 'pending';
};

const resourceChange = ({ ResourceChange: change }: Change): ResourceChange[] =>
  change === undefined
    ? []
    : [
        {
          action: change.Action ?? 'Modify',
          logicalId: change.LogicalResourceId ?? '',
          type: change.ResourceType ?? '',
          replacement: change.Replacement,
        },
      ];
