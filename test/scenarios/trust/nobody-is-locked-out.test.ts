import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withoutWriters, writersIn } from '../../../src/app/secret/policy-state.ts';
import { BREAK_GLASS_ROLE } from '../../../src/app/secret/writers.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { trusting } from '../../support/deployment.ts';
import { admin } from '../../support/story.ts';
import { MANAGEMENT, MEMBER, MEMBER_ROLE } from '../../support/test-organization.ts';
import { openSecretsOf, playStep } from './open-secrets.fixture.ts';
import { callOn, expectShut, type PlayedAccount, playAccount, USERS } from './whole-rotation.fixture.ts';

/** Each change of who runs keyturn, played from one whole rotation to the end of another. */

const NEW_ROLE = 'keyturn-member';

const rolesOf = ({ organization: { world } }: PlayedAccount) => seed.accountById(world, MEMBER).roles;

/** A member role with the policies of the present one. */
const addMemberRole = (played: PlayedAccount, name: string): void => {
  const present = rolesOf(played).get(MEMBER_ROLE);
  seed.addRole(played.organization.world, MEMBER, {
    name,
    trustPolicy: trusting(MANAGEMENT),
    policies: Object.fromEntries(present?.inlinePolicies ?? []),
  });
};

const roleArn = (name: string): string => `arn:aws:iam::${MEMBER}:role/${name}`;

const expectWriters = (played: PlayedAccount, named: readonly string[], missing: readonly string[]): void => {
  for (const user of USERS) {
    const writers = writersIn(played.policyOf(user)) ?? [];
    expect(writers).toEqual(expect.arrayContaining(named.map(roleArn)));
    for (const name of missing) expect(writers).not.toContain(roleArn(name));
  }
};

describe('the member role is renamed', () => {
  it('by naming the new one first: in the end the secrets name it, and the old one no more', async () => {
    const played = playAccount();
    await played.wholeRotation();
    expectWriters(played, [MEMBER_ROLE], [NEW_ROLE]);
    addMemberRole(played, NEW_ROLE);
    await played.days(15, { settings: { writers: [`role/${NEW_ROLE}`] } });
    expectWriters(played, [MEMBER_ROLE, NEW_ROLE], []);
    rolesOf(played).delete(MEMBER_ROLE);
    await played.wholeRotation({ settings: { memberRole: NEW_ROLE } });
    expectWriters(played, [NEW_ROLE], [MEMBER_ROLE]);
    expectShut(played.organization);
  });

  it('in the middle of a rotation: the rotation goes on', async () => {
    const played = playAccount();
    await played.days(3);
    addMemberRole(played, NEW_ROLE);
    await played.days(3, { settings: { writers: [`role/${NEW_ROLE}`] } });
    await played.wholeRotation({ settings: { writers: [`role/${NEW_ROLE}`] } });
    rolesOf(played).delete(MEMBER_ROLE);
    await played.wholeRotation({ settings: { memberRole: NEW_ROLE } });
    expectShut(played.organization);
  });
});

describe('the StackSet is removed and made again', () => {
  it('the member role of the same name is the same writer, though AWS gave it another id', async () => {
    const played = playAccount();
    await played.wholeRotation();
    const [before, policies] = [rolesOf(played).get(MEMBER_ROLE)?.roleId, USERS.map(played.policyOf)];
    const kept = rolesOf(played).get(MEMBER_ROLE);
    rolesOf(played).delete(MEMBER_ROLE);
    await played.days(5);
    seed.addRole(played.organization.world, MEMBER, {
      name: MEMBER_ROLE,
      trustPolicy: trusting(MANAGEMENT),
      policies: Object.fromEntries(kept?.inlinePolicies ?? []),
    });
    expect(rolesOf(played).get(MEMBER_ROLE)?.roleId).not.toBe(before);
    await played.wholeRotation();
    expect(USERS.map(played.policyOf)).toEqual(policies);
    expectShut(played.organization);
  });
});

describe('keyturn is undeployed', () => {
  /** The denial of changes is taken off, then the roles. */
  const undeploy = async (played: PlayedAccount): Promise<() => void> => {
    expect(await playStep(openSecretsOf(played.organization))).toMatchObject({ outcome: 'updated' });
    const kept = rolesOf(played).get(MEMBER_ROLE);
    rolesOf(played).delete(MEMBER_ROLE);
    return () => {
      const policies = Object.fromEntries(kept?.inlinePolicies ?? []);
      seed.addRole(played.organization.world, MEMBER, {
        name: MEMBER_ROLE,
        trustPolicy: trusting(MANAGEMENT),
        policies,
      });
    };
  };
  const administrator = ({ organization }: PlayedAccount) => seed.operatorCredentials(organization.world, MEMBER);

  it('and a person goes on with it by hand, and deploys it again', async () => {
    const played = playAccount();
    await played.wholeRotation();
    const deployAgain = await undeploy(played);
    await played.wholeRotation({ scope: { accounts: 'self' }, as: administrator(played) });
    deployAgain();
    await played.wholeRotation();
    expectWriters(played, [MEMBER_ROLE], []);
    expectShut(played.organization);
  });

  it('and a person renews the keys without it, in the secrets, and deploys it again', async () => {
    const played = playAccount();
    await played.wholeRotation();
    const deployAgain = await undeploy(played);
    const as = administrator(played);
    for (const user of USERS) {
      const [old] = played.organization.keysOf(user);
      const made = seed.addKey(played.organization.world, MEMBER, user);
      const stored = { UserName: user, AccessKeyId: made.accessKeyId, SecretAccessKey: made.secretAccessKey };
      const ClientRequestToken = '00000000-0000-4000-8000-000000000009';
      callOn(played.organization, user, [
        'PutSecretValue',
        { ClientRequestToken, SecretString: JSON.stringify(stored) },
        as,
      ]);
      played.organization.days(2);
      admin(played.organization, 'iam', ['DeleteAccessKey', { UserName: user, AccessKeyId: old?.id }]);
    }
    played.organization.days(10);
    deployAgain();
    const lines = (await played.days(20)).flatMap((result) => result.users);
    expect(lines.map(({ user, reason, remedy }) => [user, reason, remedy?.includes('adopt')])).toContainEqual([
      'ann',
      'hold-foreign-version',
      true,
    ]);
    await played.wholeRotation({ settings: { adopt: true } });
    expectShut(played.organization);
  });
});

describe('the member role is renamed, and the old one gone at once', () => {
  const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  const steps = /\*\*In an emergency\*\*[\s\S]*?\n2\. /.exec(page)?.[0] ?? '';
  const Action = [...steps.matchAll(/`(?:secretsmanager:)?([A-Z]\w+)`/g)].map(([, name]) => `secretsmanager:${name}`);
  const Resource = `arn:aws:secretsmanager:*:${MEMBER}:secret:Account_*_User_*_AccessKey-*`;

  /** As the page tells it, step by step. */
  const asBreakGlass = (played: PlayedAccount, act: (user: string, as: SandboxCredentials) => void): void => {
    const Statement = [{ Effect: 'Allow', Action, Resource }];
    seed.addRole(played.organization.world, MEMBER, {
      name: BREAK_GLASS_ROLE,
      trustPolicy: trusting(MEMBER),
      policies: { emergency: JSON.stringify({ Version: '2012-10-17', Statement }) },
    });
    const as = seed.roleCredentials(played.organization.world, MEMBER, { roleName: BREAK_GLASS_ROLE });
    for (const user of USERS) act(user, as);
    rolesOf(played).delete(BREAK_GLASS_ROLE);
  };

  const shutOut = async (): Promise<PlayedAccount> => {
    const played = playAccount();
    await played.wholeRotation();
    addMemberRole(played, NEW_ROLE);
    rolesOf(played).delete(MEMBER_ROLE);
    await played.days(20, { settings: { memberRole: NEW_ROLE } });
    expect(played.said.at(-1)).toMatch(/keyturn-member\/\S+ is not among them/);
    return played;
  };

  it('an IAM administrator takes the denial off, and keyturn goes on', async () => {
    const played = await shutOut();
    asBreakGlass(played, (user, as) => {
      const answer = callOn(played.organization, user, ['GetResourcePolicy', {}, as]) as { ResourcePolicy: string };
      const ResourcePolicy = withoutWriters(answer.ResourcePolicy);
      callOn(played.organization, user, ['PutResourcePolicy', { ResourcePolicy }, as]);
    });
    played.said.splice(0);
    await played.wholeRotation({ settings: { memberRole: NEW_ROLE } });
    expect(played.said.join('\n')).not.toMatch(/was changed|not among them/);
    expectWriters(played, [NEW_ROLE], [MEMBER_ROLE]);
    expectShut(played.organization);
  });

  it('an IAM administrator deletes the policies, and keyturn puts them back and says by whom', async () => {
    const played = await shutOut();
    asBreakGlass(played, (user, as) => void callOn(played.organization, user, ['DeleteResourcePolicy', {}, as]));
    // CloudTrail is some minutes late.
    played.organization.days(1);
    await played.wholeRotation({ settings: { memberRole: NEW_ROLE } });
    expect(played.said.join('\n')).toMatch(/was changed, and is put back: last by \S+keyturn-break-glass/);
    expectWriters(played, [NEW_ROLE], [MEMBER_ROLE]);
    expectShut(played.organization);
  });
});
