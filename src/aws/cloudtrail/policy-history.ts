import { type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { isAwsFault } from '../../app/faults/aws-fault.ts';
import type { PolicyChange, PolicyHistory } from '../../app/ports/cloudtrail.ts';
import { instant } from '../../core/time.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask } from '../client/send.ts';
import { parseRecord, type TrailRecord } from './record.ts';

interface PolicyHistoryOptions {
  readonly client: Client;
  /** The session in which keyturn itself writes: what it put is no change. */
  readonly self: string;
}

/**
 * By the names of the two operations, and filtered here: of which events AWS notes the secret among their resources is
 * not documented. LookupEvents takes one attribute and two requests a second.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export const policyHistory = ({ client, self }: PolicyHistoryOptions): PolicyHistory => ({
  async lastChangeOf(secret) {
    try {
      const found: PolicyChange[] = [];
      for (const operation of OPERATIONS) found.push(...(await lastOf(client, { operation, secret, self })));
      return found.sort((a, b) => b.at - a.at)[0];
    } catch (error) {
      // Whom it was is told where it can be: never a reason to leave the policy open.
      if (isAwsFault(error)) return undefined;
      throw error;
    }
  },
});

const OPERATIONS = ['PutResourcePolicy', 'DeleteResourcePolicy'] as const;

/** Newest first. In an account where more than that happens, who it was is not found. */
const MAX_PAGES = 4;

interface Sought {
  readonly operation: PolicyChange['operation'];
  readonly secret: { readonly arn: string; readonly name: string };
  readonly self: string;
}

const lastOf = async (client: Client, sought: Sought): Promise<readonly PolicyChange[]> => {
  const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: sought.operation }];
  const look = (NextToken: string | undefined) => ask(client, new LookupEventsCommand({ LookupAttributes, NextToken }));
  let seen = 0;
  for await (const { Events = [] } of pages(look, (page) => page.NextToken, 'cloudtrail:LookupEvents')) {
    const change = Events.map((event) => readChange(event, sought)).find((found) => found !== undefined);
    if (change !== undefined) return [change];
    if (++seen === MAX_PAGES) return [];
  }
  return [];
};

const readChange = (event: Event, { operation, secret, self }: Sought): PolicyChange | undefined => {
  const record = parseRecord(event.CloudTrailEvent);
  if (record?.eventName !== operation || record.errorCode !== undefined || !isOf(record, secret)) return undefined;
  const by = record.userIdentity?.arn;
  if (typeof by !== 'string' || isSameRole(by, self) || event.EventTime === undefined) return undefined;
  return { operation, by, at: instant(event.EventTime.getTime()) };
};

/** A secret is named by its name, its ARN, or its ARN without the six characters that AWS adds. */
const isOf = ({ requestParameters }: TrailRecord, { arn, name }: Sought['secret']): boolean => {
  const id = requestParameters?.secretId;
  return typeof id === 'string' && (id === arn || id === name || id === arn.replace(/-[^-]{6}$/, ''));
};

const isSameRole = (a: string, b: string): boolean => roleOf(a) === roleOf(b);

/** Without the name of the session, which is another one each time. */
const roleOf = (arn: string): string => arn.replace(/^(arn:[^:]+:sts::\d{12}:assumed-role\/[^/]+)\/.*$/, '$1');
