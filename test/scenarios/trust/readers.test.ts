import { describe, expect, it } from 'vitest';
import { execute } from '../../../src/sandbox/execute.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { admin, daily, secretOf } from '../../support/story.ts';
import { createTestOrganization, MEMBER, REGION, type TestOrganization } from '../../support/test-organization.ts';

const settings = { readers: ['ci@/machines/=role/deploy/runner'] };
const RUNNER = `arn:aws:iam::${MEMBER}:role/deploy/runner`;

const roleOf = ({ world }: TestOrganization, path: string, name: string): SandboxCredentials => {
  const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  const managedPolicyArns = ['arn:aws:iam::aws:policy/AdministratorAccess'];
  seed.addRole(world, MEMBER, { name, path, trustPolicy, managedPolicyArns });
  return seed.roleCredentials(world, MEMBER, { roleName: name });
};

const read = ({ world }: TestOrganization, user: string, credentials: SandboxCredentials): string => {
  const call = { service: 'secretsmanager', operation: 'GetSecretValue', region: REGION, credentials } as const;
  return (execute(world, { ...call, input: { SecretId: secretOf(user) } }) as { SecretString: string }).SecretString;
};

const tag = (organization: TestOrganization, UserName: string, Value: string): void =>
  admin(organization, 'iam', ['TagUser', { UserName, Tags: [{ Key: 'keyturn:reader', Value }] }]);

const rotatable = () => {
  const organization = createTestOrganization();
  const tags = { 'keyturn:reader': 'ci' };
  organization.user('builder', [{ ageDays: 95, usedDaysAgo: 2 }], { path: '/machines/', tags });
  organization.user('ann', [{ ageDays: 95, usedDaysAgo: 2 }], { path: '/people/', tags });
  organization.user('robot', [{ ageDays: 95, usedDaysAgo: 2 }], { path: '/machines/' });
  return { organization, runner: roleOf(organization, '/deploy/', 'runner') };
};

const DENIED = /explicit deny in a resource-based policy/;

describe('a role that the settings allow as reader', () => {
  it('reads the secrets of the users of its path whose tag chooses it, from their first key on, and no others', async () => {
    const { organization, runner } = rotatable();
    const { remarks } = await organization.run({ settings });
    expect(read(organization, 'builder', runner)).toContain('AKIA');
    expect(() => read(organization, 'ann', runner)).toThrow(DENIED);
    expect(() => read(organization, 'robot', runner)).toThrow(DENIED);
    expect(remarks.join('\n')).toContain(
      `ann (${MEMBER}): the tag keyturn:reader names ci, which the setting readers does not allow this user`,
    );
    const other = roleOf(organization, '/', 'runner2');
    expect(() => read(organization, 'builder', other)).toThrow(DENIED);
  });

  it('comes and goes with the tag and the setting, within five days, without a mail or a clock that starts again', async () => {
    const { organization, runner } = rotatable();
    await organization.run({ settings });
    tag(organization, 'robot', 'ci');
    // The others' policies wait until one of the account was shown to be writable.
    const said = await daily(organization, 'robot', { days: 11, settings });
    expect(said.filter((line) => line.includes('POLICY'))).toEqual(['UPDATE_POLICY done policy-earlier']);
    expect(read(organization, 'robot', runner)).toContain('AKIA');
    admin(organization, 'iam', ['UntagUser', { UserName: 'robot', TagKeys: ['keyturn:reader'] }]);
    const remarks: string[] = [];
    for (let day = 0; day < 5; day += 1) {
      remarks.push(...(await organization.run({ settings })).remarks);
      organization.days(1);
    }
    expect(() => read(organization, 'robot', runner)).toThrow(DENIED);
    expect(remarks.join('\n')).toContain(
      `robot (${MEMBER}): ${RUNNER} could read the secret by its policy, and no more: neither the setting readers nor the tag`,
    );
    expect(remarks.join('\n')).not.toMatch(/was changed/);
  });

  it('that does not exist keeps no user from his key', async () => {
    const { organization } = rotatable();
    const absent = { readers: ['ci@/machines/=role/deploy/nobody'] };
    await organization.run({ settings: absent });
    expect(organization.keysOf('builder')).toHaveLength(2);
  });
});
