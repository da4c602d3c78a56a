import { describe, expect, it } from 'vitest';
import { secretPolicy } from '../../../src/app/secret/policy.ts';
import { writersIn } from '../../../src/app/secret/policy-state.ts';
import { BREAK_GLASS_ROLE } from '../../../src/app/secret/writers.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import type { SandboxSecret } from '../../../src/sandbox/model/secret.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import { dropUser } from '../../../src/sandbox/users.ts';
import { admin, daily, secretOf, statuses } from '../../support/story.ts';
import {
  createTestOrganization,
  lineOf,
  MANAGEMENT,
  MEMBER,
  REGION,
  type TestOrganization,
} from '../../support/test-organization.ts';

/** A call to Secrets Manager by whoever has every right in the account, and is no writer of its secrets. */
const administrator = ({ world }: TestOrganization, operation: string, input: object): unknown =>
  execute(world, {
    service: 'secretsmanager',
    operation,
    input,
    region: REGION,
    credentials: seed.operatorCredentials(world, MEMBER),
  });

const modelOf = ({ world }: TestOrganization, user: string) =>
  [...(world.accounts.get(MEMBER)?.secrets.get(REGION)?.values() ?? [])].find(({ name }) => name === secretOf(user));

const policyIn = (organization: TestOrganization, user: string): string | undefined =>
  modelOf(organization, user)?.resourcePolicy?.document;

const rotated = async (...users: string[]): Promise<TestOrganization> => {
  const organization = createTestOrganization();
  for (const user of users) organization.user(user, [{ ageDays: 95, usedDaysAgo: 30 }]);
  await organization.run();
  return organization;
};

describe('an administrator of the account', () => {
  it.each([
    ['PutResourcePolicy', { ResourcePolicy: '{"Version":"2012-10-17","Statement":[]}' }],
    ['DeleteResourcePolicy', {}],
    ['PutSecretValue', { SecretString: '{}', ClientRequestToken: '00000000-0000-4000-8000-000000000009' }],
    ['UpdateSecretVersionStage', { VersionStage: 'AWSCURRENT' }],
    ['TagResource', { Tags: [{ Key: 'keyturn:undone', Value: '' }] }],
    ['UntagResource', { TagKeys: ['keyturn:user-id'] }],
    ['DeleteSecret', { RecoveryWindowInDays: 7 }],
    ['UpdateSecret', { SecretString: '{}' }],
  ])('cannot %s', async (operation, input) => {
    const organization = await rotated('ann');
    const call = () => administrator(organization, operation, { SecretId: secretOf('ann'), ...input });
    expect(call).toThrow(/explicit deny in a resource-based policy/);
  });

  it('finds the secret shut before there is a key in it', async () => {
    const organization = createTestOrganization();
    organization.user('ann', [{ ageDays: 95, usedDaysAgo: 30 }]);
    let atCreation: string | undefined;
    organization.before = ({ operation }) => {
      if (operation === 'iam:CreateAccessKey') atCreation = policyIn(organization, 'ann');
    };
    await organization.run();
    expect(writersIn(atCreation)).toContain(`arn:aws:iam::${MEMBER}:role/${BREAK_GLASS_ROLE}`);
  });
});

it('notes forged by a stranger deactivate nothing: he cannot write them', async () => {
  const organization = await rotated('ann');
  const [old] = organization.keysOf('ann');
  const Tags = [{ Key: `keyturn:${old?.id}:mail`, Value: `${old?.id} warned=20260101T000000Z` }];
  expect(() => administrator(organization, 'TagResource', { SecretId: secretOf('ann'), Tags })).toThrow(/denied|deny/);
});

describe('secrets of an earlier version of keyturn', () => {
  /** As it left them: a policy that names no writers, nothing noted of them. */
  const earlier = async (...users: string[]): Promise<TestOrganization> => {
    const organization = await rotated(...users);
    const people = organization.world.accounts.get(MEMBER)?.users;
    for (const name of users) {
      const [secret, user] = [modelOf(organization, name), people?.get(name)];
      if (secret === undefined || user === undefined) throw new Error(`no ${name}`);
      const document = secretPolicy({ arn: user.arn, id: user.userId }, undefined);
      secret.resourcePolicy = { document, since: organization.world.now };
      secret.tags.delete('keyturn:writers');
    }
    organization.days(1);
    return organization;
  };
  const updated = (organization: TestOrganization, users: readonly string[]): readonly string[] =>
    users.filter((user) => writersIn(policyIn(organization, user)) !== undefined);

  it('are shut one first, and the others once a later run could write to it, within fifteen days', async () => {
    const users = ['ann', 'bob', 'cem', 'dan'];
    const organization = await earlier(...users);
    const counts: number[] = [];
    for (let day = 0; day < 16; day += 1) {
      await organization.run();
      counts.push(updated(organization, users).length);
      organization.days(1);
    }
    expect([...new Set(counts)]).toEqual([0, 1, 4]);
  });

  it('stay open where keyturn cannot write to the first one any more', async () => {
    const users = ['ann', 'bob', 'cem', 'dan'];
    const organization = await earlier(...users);
    for (let day = 0; day < 5 && updated(organization, users).length === 0; day += 1) {
      await organization.run();
      organization.days(1);
    }
    const [first] = updated(organization, users);
    const secret = modelOf(organization, first ?? '');
    // As if AWS had another idea of who the member role is.
    if (secret?.resourcePolicy) {
      const document = secret.resourcePolicy.document.replaceAll(/role\/[^"]*assumed-role/g, 'role/nobody');
      secret.resourcePolicy = { ...secret.resourcePolicy, document };
    }
    for (let day = 0; day < 25; day += 1) {
      await organization.run();
      organization.days(1);
    }
    expect(updated(organization, users)).toHaveLength(1);
  });

  it('do not wait for the secret of a user who is gone, nor for ever for one who was exempted', async () => {
    const users = ['ann', 'bob', 'cem'];
    for (const leave of ['delete', 'hold'] as const) {
      const organization = await earlier(...users);
      for (let day = 0; day < 5 && updated(organization, users).length === 0; day += 1) {
        await organization.run();
        organization.days(1);
      }
      const [first = ''] = updated(organization, users);
      const account = organization.world.accounts.get(MEMBER);
      if (leave === 'delete' && account) dropUser(account, first);
      else account?.users.get(first)?.tags.set('keyturn:hold', 'yes');
      for (let day = 0; day < 50; day += 1) {
        await organization.run();
        organization.days(1);
      }
      expect([leave, updated(organization, users)]).toEqual([leave, users]);
    }
  });

  it('lose no day of their clocks', async () => {
    const [plain, upgraded] = [await rotated('ann'), await earlier('ann')];
    plain.days(1);
    const days = 40;
    const said = async (organization: TestOrganization) =>
      (await daily(organization, 'ann', { days })).flatMap((each, day) =>
        /DEACTIVATE|DELETE/.test(each) ? [day] : [],
      );
    expect(await said(upgraded)).toEqual(await said(plain));
  });

  it('lose nothing where a control policy denies another policy: a remark, and the old key goes as it would', async () => {
    const [plain, refused] = [await rotated('ann'), await earlier('ann')];
    plain.days(1);
    const Statement = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'secretsmanager:PutResourcePolicy', Resource: '*' },
    ];
    seed.addScp(refused.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement }));
    const remarks: string[] = [];
    for (let day = 0; day < 40; day += 1) {
      remarks.push(...(await refused.run()).remarks);
      refused.days(1);
    }
    await daily(plain, 'ann', { days: 40 });
    expect(statuses(refused, 'ann')).toEqual(statuses(plain, 'ann'));
    expect(remarks.join()).toContain('stay as an earlier keyturn put them (secretsmanager:PutResourcePolicy');
  });

  it.each([
    ['writes to', (secret: SandboxSecret) => secret.tags.set('keyturn:given-up', '2 20260101T000000Z')],
    ['has Secrets Manager rotate', (secret: SandboxSecret) => Object.assign(secret, { rotation: { enabled: true } })],
  ])('are held where somebody %s one while it is shut', async (_, act) => {
    const organization = await earlier('ann');
    organization.after = ({ operation }) => {
      const secret = modelOf(organization, 'ann');
      if (operation === 'secretsmanager:PutResourcePolicy' && secret) act(secret);
    };
    const lines = [];
    for (let day = 0; day < 5; day += 1) {
      lines.push(lineOf(await organization.run(), 'ann'));
      organization.days(1);
    }
    expect(lines.map((line) => line?.message).join()).toContain('somebody else wrote to the secret');
  });
});

describe('under one’s own credentials', () => {
  const self = async (settings: object) => {
    const organization = createTestOrganization();
    seed.addUser(organization.world, MANAGEMENT, { name: 'robot' });
    const createdAt = (organization.world.now - 95 * 86_400_000) as typeof organization.world.now;
    seed.addKey(organization.world, MANAGEMENT, 'robot', { createdAt });
    const { remarks } = await organization.run({ scope: { accounts: 'self' }, settings: { ...settings } });
    const secrets = organization.world.accounts.get(MANAGEMENT)?.secrets.get(REGION);
    const [secret] = [...(secrets?.values() ?? [])];
    return {
      remarks: remarks.join(),
      writers: writersIn(secret?.resourcePolicy?.document),
      isMade: secret !== undefined,
    };
  };

  it('nobody is kept from the secrets where the setting writers names nobody, and the result says so', async () => {
    const { remarks, writers, isMade } = await self({});
    expect([isMade, writers]).toEqual([true, undefined]);
    expect(remarks).toMatch(
      /may change the secrets whose policy names no writers yet, since the setting writers names nobody/,
    );
  });

  it('nobody shuts himself out: a caller whom writers does not name leaves the secrets open, and is told', async () => {
    const { remarks, writers } = await self({ writers: ['role/somebody-else'] });
    expect(writers).toBeUndefined();
    expect(remarks).toMatch(/does not name arn:aws:sts::\d+:assumed-role/);
  });

  it('the secrets name the caller where writers does', async () => {
    const { remarks, writers } = await self({ writers: ['role/oper*'] });
    expect(writers?.join()).toContain('role/oper*');
    expect(remarks).not.toMatch(/may change the secrets/);
  });
});

describe('a policy that somebody with the rights opened', () => {
  const open = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${MEMBER}:root` },
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
      },
    ],
  });

  it.each([
    ['that waits for its owner', 1, 0],
    ['at rest, with one young key', 40, 95],
  ])('is repaired within five days of daily runs, and said, of a user %s', async (_, day, usedDaysAgo) => {
    const organization = createTestOrganization();
    organization.user('bob', [{ ageDays: 95, usedDaysAgo }]);
    await daily(organization, 'bob', { days: day });
    const kept = policyIn(organization, 'bob');
    admin(organization, 'secretsmanager', ['PutResourcePolicy', { SecretId: secretOf('bob'), ResourcePolicy: open }]);
    organization.days(1);
    const remarks: string[] = [];
    for (let each = 0; each < 5; each += 1) {
      remarks.push(...(await organization.run()).remarks);
      organization.days(1);
    }
    expect(policyIn(organization, 'bob')).toBe(kept);
    expect(remarks.join()).toMatch(
      /bob \(222222222222\): the resource policy of the secret was changed, and is put back: last by arn:aws:sts::222222222222:assumed-role\/keyturn-break-glass\/operator \(PutResourcePolicy\) at 20/,
    );
  });

  it('is repaired where CloudTrail tells nothing, too', async () => {
    const organization = await rotated('bob');
    organization.world.settings.trailOnly = ['iam'];
    admin(organization, 'secretsmanager', ['DeleteResourcePolicy', { SecretId: secretOf('bob') }]);
    const remarks: string[] = [];
    for (let each = 0; each < 5; each += 1) {
      organization.days(1);
      remarks.push(...(await organization.run()).remarks);
    }
    expect(remarks.join()).toContain('by whom, CloudTrail does not tell (yet)');
    expect(policyIn(organization, 'bob')).toContain('NobodyElseWrites');
  });
});

it('a tag of the user holds him, as the tag of his secret does', async () => {
  const organization = createTestOrganization();
  organization.user('ann', [{ ageDays: 95, usedDaysAgo: 30 }]);
  organization.world.accounts.get(MEMBER)?.users.get('ann')?.tags.set('keyturn:hold', 'audit');
  expect(lineOf(await organization.run(), 'ann')).toMatchObject({ outcome: 'blocked', reason: 'hold-asked' });
  expect(statuses(organization, 'ann')).toHaveLength(1);
});

it('what a stranger wrote to a new secret before keyturn did is passed on to nobody', async () => {
  const organization = createTestOrganization();
  organization.user('ann', [{ ageDays: 95, usedDaysAgo: 30 }]);
  organization.after = ({ operation }) => {
    if (operation === 'secretsmanager:CreateSecret')
      administrator(organization, 'PutSecretValue', {
        SecretId: secretOf('ann'),
        ClientRequestToken: '00000000-0000-4000-8000-000000000009',
        SecretString: '{"his":"own"}',
      });
  };
  await organization.run();
  expect(statuses(organization, 'ann')).toHaveLength(1);
  organization.after = () => undefined;
  organization.days(1);
  const line = lineOf(await organization.run(), 'ann');
  expect(line).toMatchObject({ outcome: 'blocked', reason: 'hold-foreign-version' });
  expect(statuses(organization, 'ann')).toHaveLength(1);
});
