import { describe, expect, it } from 'vitest';
import { BREAK_GLASS_ROLE } from '../../src/app/secret/writers.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import { execute } from '../../src/sandbox/execute.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { createTestOrganization, lineOf, MEMBER, REGION, type TestOrganization } from '../support/test-organization.ts';

/** Cycles of six days, so that a test sees the years. */
const quick = { rotateAfterDays: 3, installGraceDays: 1, recoveryGraceDays: 1, warnDays: 1, quietDays: 1 };

const SECRET = `Account_${MEMBER}_User_alice_AccessKey`;

const human = (
  organization: TestOrganization,
  service: 'iam' | 'secretsmanager',
  operation: string,
  input: object,
): unknown =>
  execute(organization.world, {
    service,
    operation,
    input,
    region: REGION,
    credentials: seed.operatorCredentials(organization.world, MEMBER, { roleName: BREAK_GLASS_ROLE }),
  });

const labelsOf = (organization: TestOrganization): number => {
  const answer = human(organization, 'secretsmanager', 'ListSecretVersionIds', {
    SecretId: SECRET,
    IncludeDeprecated: true,
  });
  const { Versions } = answer as { Versions: { VersionStages?: string[] }[] };
  return Versions.flatMap(({ VersionStages = [] }) => VersionStages).length;
};

describe('labels and tags, of which a secret holds few,', () => {
  it('do not pile up where owners delete their old keys themselves', async () => {
    const organization = createTestOrganization();
    const [key] = organization.user('alice', [{ ageDays: 5, usedDaysAgo: 0 }]);
    if (!key) throw new Error('no key');
    const app = organization.application('alice', key, { everyDays: 1, adopt: 'at-once' });
    for (let day = 0; day < 120; day += 1) {
      await organization.run({ settings: quick });
      organization.days(1);
      const [old, fresh] = organization.keysOf('alice');
      if (old && fresh && app.credentials.accessKeyId === fresh.id)
        human(organization, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: old.id });
    }
    expect(organization.sent.filter((name) => name === 'iam:CreateAccessKey').length).toBeGreaterThan(20);
    expect(labelsOf(organization)).toBeLessThan(12);
    expect(app.interruptions).toEqual([]);
  });

  it('do not pile up where the store is refused for a month', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 95, usedDaysAgo: 0 }]);
    for (let day = 0; day < 30; day += 1) {
      let puts = 0;
      organization.before = ({ operation }) => {
        if (operation !== 'secretsmanager:PutSecretValue') return;
        puts += 1;
        if (puts === 2) throw new AwsError('AccessDeniedException', 'no', 400);
      };
      await organization.run();
      organization.days(1);
    }
    organization.before = () => undefined;
    await organization.run();
    organization.days(1);
    await organization.run();
    expect(organization.keysOf('alice')).toHaveLength(2);
  });
});

it('somebody who takes the label of the claim away does not stop the user for ever', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 30 }]);
  await organization.run();
  const { VersionIdsToStages } = human(organization, 'secretsmanager', 'DescribeSecret', { SecretId: SECRET }) as {
    VersionIdsToStages: Record<string, string[]>;
  };
  const [version] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('KEYTURN_CLAIM')) ?? [];
  const strip = { SecretId: SECRET, VersionStage: 'KEYTURN_CLAIM', RemoveFromVersionId: version };
  human(organization, 'secretsmanager', 'UpdateSecretVersionStage', strip);
  organization.days(3);
  await organization.run();
  organization.days(7);
  expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'DEACTIVATE', outcome: 'done' });
});

it('the secret of a user who was renamed is never scheduled for deletion', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
  await organization.run();
  human(organization, 'iam', 'UpdateUser', { UserName: 'alice', NewUserName: 'alice-2' });
  for (let day = 0; day < 60; day += 1) {
    await organization.run();
    organization.days(1);
  }
  expect(organization.sent).not.toContain('secretsmanager:DeleteSecret');
});
