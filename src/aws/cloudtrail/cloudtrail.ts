import { type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { isAwsFault } from '../../app/faults/aws-fault.ts';
import type { KeyCreationHistory } from '../../app/ports/cloudtrail.ts';
import type { AccessKeyId } from '../../core/keys.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask } from '../client/send.ts';
import { parseRecord, type UserIdentity } from './record.ts';

/** What CloudTrail recorded of a CreateAccessKey. */
export interface CreationRecord {
  readonly userIdentity: UserIdentity;
  readonly userAgent: string;
}

interface TrailOptions {
  readonly client: Client;
  /** Of the client. */
  readonly region: string;
  readonly isOurs: (record: CreationRecord) => boolean;
}

/** CloudTrail, in the Region where the partition records IAM. */
export const cloudTrail = ({ client, region, isOurs }: TrailOptions): KeyCreationHistory => ({
  async creatorOf(key) {
    try {
      const record = await creationOf(client, key);
      if (record === undefined) return 'unknown';
      return isOurs(record) ? 'keyturn' : 'other';
    } catch (error) {
      // Two lookups a second are allowed, and not everybody lets us look: no proof is an answer here, never a reason to
      // act.
      if (isAwsFault(error)) return 'unknown';
      throw error;
    }
  },
  async access() {
    try {
      await ask(client, new LookupEventsCommand({ LookupAttributes: aboutKey(NOBODYS_KEY), MaxResults: 1 }));
    } catch (error) {
      if (isAwsFault(error, 'denied')) return { region, denial: error.message };
      // A lookup too many says nothing of rights.
      if (!isAwsFault(error, 'throttled')) throw error;
    }
    return { region };
  },
});

/** AWS's own example of a key. */
const NOBODYS_KEY = 'AKIAIOSFODNN7EXAMPLE';

const aboutKey = (key: string) => [{ AttributeKey: 'ResourceName' as const, AttributeValue: key }];

/** A key whose name occurs in more events than this has a record that we leave unread. */
const MAX_PAGES = 20;

const creationOf = async (client: Client, key: AccessKeyId): Promise<CreationRecord | undefined> => {
  const LookupAttributes = aboutKey(key);
  const look = (NextToken: string | undefined) => ask(client, new LookupEventsCommand({ LookupAttributes, NextToken }));
  let seen = 0;
  for await (const { Events = [] } of pages(look, (page) => page.NextToken, 'cloudtrail:LookupEvents')) {
    const record = Events.map((event) => readCreation(event, key)).find((found) => found !== undefined);
    if (record !== undefined || ++seen === MAX_PAGES) return record;
  }
  return undefined;
};

/** `undefined` for other events that name the key, for failed ones, and for what does not read as a record. */
const readCreation = (event: Event, key: AccessKeyId): CreationRecord | undefined => {
  const record = parseRecord(event.CloudTrailEvent);
  if (record?.eventName !== 'CreateAccessKey' || !isIam(record.eventSource)) return undefined;
  if (record.errorCode !== undefined || record.responseElements?.accessKey?.accessKeyId !== key) return undefined;
  if (typeof record.userIdentity !== 'object' || record.userIdentity === null) return undefined;
  return { userIdentity: record.userIdentity, userAgent: typeof record.userAgent === 'string' ? record.userAgent : '' };
};

const isIam = (source: unknown): boolean => source === 'iam.amazonaws.com' || source === 'iam.amazonaws.com.cn';
