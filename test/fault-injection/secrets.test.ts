import { expect, it } from 'vitest';
import { AwsError } from '../../src/sandbox/call.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { human, organizationWithOneDueUser, SECRET } from '../support/one-due-user.ts';
import { lineOf, MEMBER } from '../support/test-organization.ts';
import { endsWell, liveOn, liveToTheEnd, liveUntil, oneDueUserAtWork, sentTimes, WELL } from './life.ts';

/** What happens to the secret, its key, its policy, its versions and its tags: F34 to F40. */

it.each([
  'iam:CreateAccessKey',
  'secretsmanager:UpdateSecretVersionStage',
  'iam:UpdateAccessKey',
  'iam:DeleteAccessKey',
])(
  'F34 a secret that a person schedules for deletion just before %s comes back, and nobody loses a key',
  async (name) => {
    const life = oneDueUserAtWork();
    const { organization } = life;
    let isDone = false;
    organization.before = ({ operation }) => {
      if (isDone || operation !== name) return;
      isDone = true;
      human(organization, 'secretsmanager', 'DeleteSecret', { SecretId: SECRET, RecoveryWindowInDays: 30 });
    };
    for (let day = 0; day < 40 && !isDone; day += 1) await liveOn(life, 1);
    // Nobody looks at a user with one young key but every five days.
    await liveOn(life, name === 'iam:DeleteAccessKey' ? 5 : 1);
    expect(organization.sent).toContain('secretsmanager:RestoreSecret');
    await liveToTheEnd(life);
    expect(isDone).toBe(true);
    expect(endsWell(life)).toEqual(WELL);
  },
);

it('F37 a KMS key that is disabled before the rotation lets no key be created', async () => {
  const { organization } = organizationWithOneDueUser();
  const kmsKey = seed.addKmsKey(organization.world, MEMBER, { enabled: false });
  const result = await organization.run({ settings: { kmsKey: kmsKey.arn } });
  expect(lineOf(result, 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'failed' });
  expect(sentTimes(organization, 'iam:CreateAccessKey')).toBe(0);
});

it('F37 a KMS key that is disabled later stops every further step before anything is taken away', async () => {
  const { organization } = organizationWithOneDueUser();
  const kmsKey = seed.addKmsKey(organization.world, MEMBER);
  const settings = { kmsKey: kmsKey.arn };
  await organization.run({ settings });
  kmsKey.enabled = false;
  for (const days of [14, 7, 3, 10]) {
    organization.days(days);
    await organization.run({ settings });
  }
  expect(organization.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
});

it.each(['MalformedPolicyDocumentException', 'LimitExceededException', 'PublicPolicyException'])(
  'F38 a resource policy that AWS refuses as %s lets no key be created',
  async (code) => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation }) => {
      if (operation === 'secretsmanager:PutResourcePolicy') throw new AwsError(code, 'no', 400);
    };
    const result = await organization.run();
    expect(lineOf(result, 'alice')).toMatchObject({ outcome: 'failed', reason: code });
    expect(sentTimes(organization, 'iam:CreateAccessKey')).toBe(0);
  },
);

it('F38 a resource policy that was widened is put right, and until then nothing is taken away', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  await liveUntil(life, 21);
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${MEMBER}:root` },
    Action: 'secretsmanager:GetSecretValue',
    Resource: '*',
  };
  const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  human(organization, 'secretsmanager', 'PutResourcePolicy', { SecretId: SECRET, ResourcePolicy });
  expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'REPAIR_POLICY', outcome: 'done' });
  expect(organization.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
});

it('F39 a secret with more than a hundred versions still tells the fate of each key', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  // Before ours: then the list tells ours on its second page.
  organization.before = ({ operation }) => {
    if (operation !== 'iam:CreateAccessKey') return;
    for (let n = 0; n < 120; n += 1)
      human(organization, 'secretsmanager', 'PutSecretValue', {
        SecretId: SECRET,
        ClientRequestToken: `${n}`.padStart(32, 'v'),
        SecretString: `${n}`,
        VersionStages: ['SOMEBODYS'],
      });
  };
  await liveToTheEnd(life);
  expect(endsWell(life)).toEqual(WELL);
});

it('F40 a secret with no room for another tag takes nothing away, and says so', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  await liveOn(life, 1);
  const tags = Array.from({ length: 50 }, (_, n) => ({ Key: `team:${n}`, Value: 'x' }));
  const held = [...(organization.world.accounts.get(MEMBER)?.secrets.get('us-east-1')?.get(SECRET)?.tags.keys() ?? [])]
    .length;
  human(organization, 'secretsmanager', 'TagResource', { SecretId: SECRET, Tags: tags.slice(0, 50 - held) });
  const history = await liveOn(life, 40);
  expect(endsWell(life)).toMatchObject({ interruptions: 0 });
  expect(organization.keysOf('alice').filter(({ status }) => status === 'Active').length).toBeGreaterThanOrEqual(1);
  expect(history.length).toBeGreaterThan(0);
});
