import { beforeEach, describe, expect, it } from 'vitest';
import { withoutWriters, writersIn } from '../../../src/app/secret/policy-state.ts';
import { HOUR, plus } from '../../../src/core/time.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { admin, created, daily, secretOf } from '../../support/story.ts';
import {
  createTestOrganization,
  lineOf,
  MANAGEMENT,
  MEMBER,
  REGION,
  type TestOrganization,
} from '../../support/test-organization.ts';
import { modelOf } from './whole-rotation.fixture.ts';

const ON_CALL = `arn:aws:iam::${MEMBER}:role/on-call`;

/** A role that may do anything but what a policy of a resource denies, or nothing by itself. */
const role = ({ world }: TestOrganization, name: string, rights: 'all' | 'none' = 'none'): SandboxCredentials => {
  const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  const managedPolicyArns = rights === 'all' ? ['arn:aws:iam::aws:policy/AdministratorAccess'] : [];
  seed.addRole(world, MEMBER, { name, trustPolicy, managedPolicyArns });
  return seed.roleCredentials(world, MEMBER, { roleName: name });
};

const readAs = ({ world }: TestOrganization, credentials: SandboxCredentials): string => {
  const call = { service: 'secretsmanager', operation: 'GetSecretValue', region: REGION, credentials } as const;
  const answer = execute(world, { ...call, input: { SecretId: secretOf('quarterly') } });
  return (answer as { SecretString: string }).SecretString;
};

const DENIED = /explicit deny in a resource-based policy/;

const policyIn = (organization: TestOrganization): string =>
  modelOf(organization, 'quarterly')?.resourcePolicy?.document ?? '';

/** The owner of a quarterly job comes back: the old key is gone, and the new one was never fetched. */
const lockedOut = async (): Promise<TestOrganization> => {
  const organization = createTestOrganization();
  organization.user('quarterly', [{ ageDays: 95, usedDaysAgo: 95 }]);
  await daily(organization, 'quarterly', { days: 60 });
  if (organization.keysOf('quarterly').length !== 1) throw new Error('the old key is still there');
  return organization;
};

it('rotate fills no second slot with a key that nobody can read: the owner is told what helps', async () => {
  const organization = await lockedOut();
  const forced = lineOf(await organization.run({ isForced: true, scope: { users: ['quarterly'] } }), 'quarterly');
  expect(forced).toMatchObject({ outcome: 'blocked', reason: 'uncollected' });
  expect(forced?.remedy).toContain('keyturn handover');
  expect(created(organization)).toBe(1);
  // A person can still give the owner a key of his own.
  expect(() => admin(organization, 'iam', ['CreateAccessKey', { UserName: 'quarterly' }])).not.toThrow();
});

describe('a secret that is handed over', () => {
  let organization: TestOrganization;
  let onCall: SandboxCredentials;
  beforeEach(async () => {
    organization = await lockedOut();
    onCall = role(organization, 'on-call');
  });

  it('is read by the role for a day, and by nobody else', async () => {
    const [key] = organization.keysOf('quarterly');
    const colleague = role(organization, 'colleague', 'all');
    expect(() => readAs(organization, onCall)).toThrow();
    const { isTold, until, message } = await organization.handOver('quarterly', ON_CALL);
    expect({ isTold, until }).toEqual({ isTold: true, until: until ?? '' });
    expect(message.join('\n')).toContain(`${ON_CALL} can read key ${key?.id} until`);
    expect(readAs(organization, onCall)).toContain(key?.id);
    expect(() => readAs(organization, colleague)).toThrow(DENIED);
    organization.world.now = plus(organization.world.now, 24 * HOUR);
    expect(() => readAs(organization, onCall)).toThrow(DENIED);
    const { remarks } = await organization.run({ scope: { users: ['quarterly'] } });
    expect(remarks.join('\n')).toContain(`${ON_CALL} could read the secret by its policy, and no more`);
  });

  it('is taken out by the next comparison, and no clock starts again', async () => {
    const before = policyIn(organization);
    await organization.handOver('quarterly', ON_CALL);
    const { remarks } = await organization.run({ mode: 'plan', scope: { users: ['quarterly'] } });
    expect(remarks.join('\n')).toContain(`${ON_CALL} may read the secret until`);
    // The next comparison takes it out.
    const said = await daily(organization, 'quarterly', { days: 6 });
    expect(said.filter((line) => line.includes('UPDATE_POLICY'))).toEqual(['UPDATE_POLICY done policy-earlier']);
    expect(policyIn(organization)).toBe(before);
  });

  it.each(['shut', 'of an earlier version'])('names the writers that it named before: a secret %s', async (sort) => {
    const secret = modelOf(organization, 'quarterly');
    const open = withoutWriters(policyIn(organization));
    if (secret && open && sort !== 'shut') secret.resourcePolicy = { document: open, since: organization.world.now };
    const before = writersIn(policyIn(organization));
    await organization.handOver('quarterly', ON_CALL);
    expect(readAs(organization, onCall)).toContain('AKIA');
    expect(writersIn(policyIn(organization))).toEqual(before);
    expect(before === undefined).toBe(sort !== 'shut');
  });

  it('is told of to the owner and to the admins, with the role and the end', async () => {
    const mails: Record<string, unknown>[] = [];
    organization.after = ({ operation, input }) => {
      if (operation === 'sesv2:SendEmail') mails.push(input);
    };
    await organization.handOver('quarterly', ON_CALL);
    const [mail, ...more] = mails;
    expect(more).toEqual([]);
    expect(mail?.Destination).toEqual({ ToAddresses: ['payments@example.com'], CcAddresses: ['admin@example.com'] });
    expect(JSON.stringify(mail)).toContain(ON_CALL);
    expect(JSON.stringify(mail)).toMatch(/access key \w+ of quarterly is read by a role until/);
  });

  it('goes on like any other: what the role fetched is used, and renewed when it is due', async () => {
    await organization.handOver('quarterly', ON_CALL);
    const stored = JSON.parse(readAs(organization, onCall)) as { AccessKeyId: string; SecretAccessKey: string };
    const credentials = { accessKeyId: stored.AccessKeyId, secretAccessKey: stored.SecretAccessKey };
    organization.application('quarterly', credentials, { everyDays: 5, adopt: { afterDays: 3 } });
    await daily(organization, 'quarterly', { days: 120 });
    expect(created(organization)).toBeGreaterThan(1);
  });

  it('ends before its time where a person wants that, or hands it to another role', async () => {
    const other = role(organization, 'other');
    await organization.handOver('quarterly', ON_CALL);
    const { endsFor } = await organization.handOver('quarterly', ON_CALL.replace('on-call', 'other'));
    expect(endsFor).toBe(ON_CALL);
    expect(() => readAs(organization, onCall)).toThrow();
    expect(readAs(organization, other)).toContain('AKIA');
    expect((await organization.handOver('quarterly', undefined)).endsFor).toBe(ON_CALL.replace('on-call', 'other'));
    expect(() => readAs(organization, other)).toThrow();
    expect(policyIn(organization)).not.toContain('Handover');
  });

  it('shows only, in a dry run', async () => {
    const before = policyIn(organization);
    const { message, isTold } = await organization.handOver('quarterly', ON_CALL, { mode: 'plan' });
    expect(message.join('\n')).toContain('could read key');
    expect([isTold, policyIn(organization)]).toEqual([false, before]);
  });

  it('stays so while the rest of the policy is brought up to date', async () => {
    await organization.handOver('quarterly', ON_CALL);
    // Others are to write by now.
    const settings = { writers: ['role/new-operator'] };
    const said = await daily(organization, 'quarterly', { days: 0, settings });
    for (let hour = 0; hour < 23; hour += 1) {
      organization.world.now = plus(organization.world.now, HOUR);
      const line = lineOf(await organization.run({ settings, scope: { users: ['quarterly'] } }), 'quarterly');
      said.push(`${line?.step} ${line?.outcome}`);
      expect(readAs(organization, onCall)).toContain('AKIA');
    }
    expect(policyIn(organization)).toContain('new-operator');
  });

  it.each([
    ['a role that is not there', `arn:aws:iam::${MEMBER}:role/nobody`, /does the role|whether the role exists/],
    ['a role of another account', `arn:aws:iam::${MANAGEMENT}:role/ops`, /no role of account/],
    ['a role of another partition', `arn:aws-cn:iam::${MEMBER}:role/on-call`, /no role of account/],
    [
      "keyturn's own role",
      `arn:aws:iam::${MEMBER}:role/asa-iam-key-rotation-lambda-assumed-role`,
      /reads no credential/,
    ],
  ])('is not given to %s', async (_, to, words) => {
    const before = policyIn(organization);
    const refusal = await organization.handOver('quarterly', to).catch((error) => error);
    expect(refusal).toMatchObject({ name: 'handover-refused' });
    expect(`${refusal.message} ${refusal.remedy}`).toMatch(words);
    expect(policyIn(organization)).toBe(before);
  });
});

it.each([
  ['a user without a secret', {}, /no secret to hand over/],
  ['a user on hold', { tags: { 'keyturn:hold': 'incident' } }, /hold/i],
])('%s is handed to nobody', async (_, options, words) => {
  const organization = createTestOrganization();
  organization.user('quarterly', [{ ageDays: 95, usedDaysAgo: 3 }]);
  role(organization, 'on-call');
  if ('tags' in options) {
    await organization.run();
    const Tags = Object.entries(options.tags).map(([Key, Value]) => ({ Key, Value }));
    admin(organization, 'iam', ['TagUser', { UserName: 'quarterly', Tags }]);
  }
  await expect(organization.handOver('quarterly', ON_CALL)).rejects.toThrow(words);
});

it('a policy that somebody changed is handed to nobody before it is put back', async () => {
  const organization = await lockedOut();
  role(organization, 'on-call');
  admin(organization, 'secretsmanager', ['DeleteResourcePolicy', { SecretId: secretOf('quarterly') }]);
  await expect(organization.handOver('quarterly', ON_CALL)).rejects.toThrow(/not keyturn's/);
});
