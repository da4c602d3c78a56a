import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AwsError } from '../../src/sandbox/call.ts';
import { execute } from '../../src/sandbox/execute.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { createDeployedOrganization, type DeployedOrganization } from './deployed-organization.ts';
import { ADMIN, addUser, keysOf, PAYMENTS, PRIMARY, REGION, WEB } from './organization.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const STRANGER = 'mallory@stranger.example';
const DUE = { ageDays: 95, usedDaysAgo: 1 };

/** What a person with every right in the primary account gets from S3. */
const byAdministrator = ({ world, main }: DeployedOrganization, operation: string, input: object): string => {
  const Bucket = main.physical('RunBucket');
  const credentials = seed.operatorCredentials(world, PRIMARY);
  try {
    execute(world, { service: 's3', operation, input: { Bucket, ...input }, region: REGION, credentials });
    return 'done';
  } catch (error) {
    if (error instanceof AwsError) return error.code;
    throw error;
  }
};

describe('the run bucket', () => {
  it('is read by an administrator of the account, and written by the functions alone', async () => {
    const organization = createDeployedOrganization();
    addUser(organization, PAYMENTS, 'alice', [DUE]);
    const ended = await organization.daily();
    expect([ended.status, keysOf(organization, PAYMENTS, 'alice').length]).toEqual(['SUCCEEDED', 2]);
    const Key = `runs/${ended.runId}/manifest.json`;
    expect(byAdministrator(organization, 'GetObject', { Key })).toBe('done');
    for (const key of [
      Key,
      'runs/20990101-0600-scheduled/manifest.json',
      'key-counts.json',
      'account-addresses.json',
    ]) {
      expect(byAdministrator(organization, 'PutObject', { Key: key, Body: '{}' }), key).toBe('AccessDenied');
      expect(byAdministrator(organization, 'DeleteObject', { Key: key }), key).toBe('AccessDenied');
    }
  });
});

/** Replaces each document of the kind, the moment it is written. */
const forging = (organization: DeployedOrganization, kind: RegExp, forge: (text: string) => string): void => {
  const { world, main, functions } = organization;
  const bucket = world.buckets.get(main.physical('RunBucket'));
  functions.after = ({ call, input }) => {
    const key = String(input.Key);
    if (call !== 's3:PutObject' || !kind.test(key)) return undefined;
    const text = new TextDecoder().decode(bucket?.objects.get(key)?.body);
    const { metadata } = bucket?.objects.get(key) ?? {};
    seed.putObject(world, bucket?.name ?? '', { key, body: forge(text), ...(metadata && { metadata }) });
    return undefined;
  };
};

const readdressed = (text: string): string => text.replaceAll(/[a-z]+@example\.com/g, STRANGER);

describe('a document that is replaced while the run is under way', () => {
  it.each<[string, RegExp, (text: string) => string]>([
    ['the list of accounts', /accounts\.json$/, readdressed],
    ['the manifest', /manifest\.json$/, (text) => text.replace('"skipped":[]', '"skipped": []')],
    ['what a visit left', /visited/, (text) => `${text} `],
    ['the mail to the administrators', /outbox\/summary/, readdressed],
    ['what was noted of mails', /told/, (text) => text.replace('"remarks":[]', '"remarks":["all is well"]')],
  ])('stops what would follow from it, which shows: %s', async (_, kind, forge) => {
    const organization = createDeployedOrganization();
    for (const account of [PAYMENTS, WEB]) addUser(organization, account, 'alice', [DUE]);
    forging(organization, kind, forge);
    const ended = await organization.daily();
    expect(ended.status).toBe('FAILED');
    expect(organization.mails().flatMap(({ to }) => to)).not.toContain(STRANGER);
  });

  it.each<[string, RegExp, (text: string) => string]>([
    ['a mail in the outbox', /outbox\/\d/, readdressed],
    ['the word that a mail was sent', /sent\/\d/, (text) => `${text} `],
  ])('leaves owners untold, whose old keys stay, and raises the alarm about them: %s', async (_, kind, forge) => {
    const organization = createDeployedOrganization();
    addUser(organization, PAYMENTS, 'alice', [DUE]);
    forging(organization, kind, forge);
    const ended = await organization.daily();
    expect(ended.result.users).toMatchObject([{ user: 'alice', outcome: 'failed', reason: 'mail-refused' }]);
    expect(ended.result.remarks.join()).toContain(`whether the mails about account ${PAYMENTS} were sent is not known`);
    expect(organization.mails().flatMap(({ to }) => to)).not.toContain(STRANGER);
  });

  it('moves no address where it is a list of batches, which Step Functions reads: the list of accounts counts', async () => {
    const organization = createDeployedOrganization();
    for (const account of [PAYMENTS, WEB]) addUser(organization, account, 'alice', [DUE]);
    forging(organization, /batches\.json$/, readdressed);
    const ended = await organization.daily();
    expect(ended.status).toBe('SUCCEEDED');
    const receivers = organization.mails().flatMap(({ to }) => to);
    expect(receivers).not.toContain(STRANGER);
    expect(receivers).toContain(ADMIN);
    expect(receivers).toHaveLength(3);
  });
});
