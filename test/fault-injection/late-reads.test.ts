import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import type { SecretRead } from '../../src/sandbox/model/secret.ts';
import { created, human, organizationWithOneDueUser, SECRET, statuses } from '../support/one-due-user.ts';
import { createTestOrganization, lineOf, MEMBER, REGION, type TestOrganization } from '../support/test-organization.ts';
import {
  died,
  endsWell,
  type Life,
  liveOn,
  liveToTheEnd,
  liveUntil,
  mend,
  oneDueUserAtWork,
  sentTimes,
  WELL,
} from './life.ts';

/** What Secrets Manager shows late, lets through late, or silently leaves off: F79, F80 and F87. */

const READS: readonly SecretRead[] = [
  'DescribeSecret',
  'ListSecretVersionIds',
  'GetResourcePolicy',
  'GetSecretValue',
  'ListSecrets',
];

const makeLate = ({ world }: TestOrganization, ms: number, only?: readonly SecretRead[]): void => {
  Object.assign(world.settings, { secretLagMs: ms, secretLagOnly: only });
};

const secretOf = ({ world }: TestOrganization) => world.accounts.get(MEMBER)?.secrets.get(REGION)?.get(SECRET);

const tagsOf = (organization: TestOrganization): ReadonlyMap<string, string> =>
  secretOf(organization)?.tags ?? new Map();

describe('reads of Secrets Manager', () => {
  const lags = [0, 1, 10, 20, 60].map((seconds) => seconds * SECOND);

  it.each(READS.flatMap((read) => lags.map((ms) => [read, ms] as const)))(
    'F79 of which %s alone is %i ms late cost nobody a key, and make one key',
    async (read, ms) => {
      const life = oneDueUserAtWork();
      makeLate(life.organization, ms, [read]);
      await liveToTheEnd(life);
      expect(endsWell(life)).toEqual(WELL);
      expect(created(life.organization)).toBe(1);
    },
  );

  it.each(READS)('F79 of which %s shows nothing of the last hour take nothing, and pile nothing up', async (read) => {
    const life = oneDueUserAtWork();
    makeLate(life.organization, 60 * MINUTE, [read]);
    await liveToTheEnd(life);
    expect(endsWell(life).interruptions).toBe(0);
    expect(created(life.organization)).toBeLessThanOrEqual(6);
    mend(life.organization);
    makeLate(life.organization, 0);
    await liveToTheEnd(life);
    expect(endsWell(life)).toMatchObject({ interruptions: 0 });
  });

  /** A person's hold, a few minutes before the run that would delete the old key. */
  it('F79 that do not show a hold yet permit nothing: the old key stays', async () => {
    const life = oneDueUserAtWork();
    const { organization } = life;
    await liveUntil(life, 31);
    const before = statuses(organization);
    const Tags = [{ Key: 'keyturn:hold', Value: 'audit' }];
    makeLate(organization, 10 * MINUTE, ['DescribeSecret', 'ListSecrets']);
    human(organization, 'secretsmanager', 'TagResource', { SecretId: SECRET, Tags });
    expect(before).toEqual(['Inactive', 'Active']);
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'DELETE', outcome: 'changed' });
    expect(statuses(organization)).toEqual(['Inactive', 'Active']);
  });
});

describe('what a step has written', () => {
  /** The tag with the moment of the promotion was wiped: noted first, then told, in one run. */
  const runAfterWiping = async (ms: number) => {
    const { organization } = organizationWithOneDueUser();
    await organization.run();
    const TagKeys = [...tagsOf(organization).keys()].filter((key) => key.startsWith('keyturn:AKIA'));
    human(organization, 'secretsmanager', 'UntagResource', { SecretId: SECRET, TagKeys });
    organization.days(1);
    makeLate(organization, ms);
    const line = lineOf(await organization.run({ scope: { users: ['alice'] } }), 'alice');
    return { line, organization };
  };
  const noted = (organization: TestOrganization) => organization.sent.slice(-200).join().split('TagResource').length;

  it('F79 is waited for before the next step follows from a look', async () => {
    const prompt = await runAfterWiping(0);
    const late = await runAfterWiping(3 * SECOND);
    expect(prompt.line).toMatchObject({ step: 'TELL', outcome: 'done' });
    expect(late.line).toMatchObject({ step: 'TELL', outcome: 'done' });
    expect(noted(late.organization)).toBe(noted(prompt.organization));
  });

  it('F79 and never shows ends the run there: nothing follows from an old look', async () => {
    const { organization } = organizationWithOneDueUser();
    await organization.run();
    organization.days(1);
    const [, successor] = organization.keysOf('alice');
    const life = `keyturn:${successor?.id}`;
    const value = tagsOf(organization).get(life);
    human(organization, 'secretsmanager', 'UntagResource', { SecretId: SECRET, TagKeys: [life] });
    // The step itself sees what is; what it writes does not show any more.
    makeLate(organization, 1);
    organization.after = ({ operation }) => {
      if (operation === 'secretsmanager:TagResource') makeLate(organization, 60 * MINUTE);
    };
    const line = lineOf(await organization.run({ scope: { users: ['alice'] } }), 'alice');
    expect(line).toMatchObject({ outcome: 'changed' });
    expect(value).toMatch(/promoted=/);
    expect(organization.world.mailbox).toHaveLength(1);
  });

  it('F79 AWSCURRENT was moved though the answer was lost and the list is late: the key counts', async () => {
    const { organization } = organizationWithOneDueUser();
    let isLost = false;
    makeLate(organization, 5 * SECOND);
    organization.after = ({ operation, input }) => {
      if (isLost || operation !== 'secretsmanager:UpdateSecretVersionStage' || input.VersionStage !== 'AWSCURRENT')
        return;
      isLost = true;
      throw died();
    };
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    expect(isLost).toBe(true);
  });

  it('F79 a secret that was made for a notice is waited for, and its owner is told', async () => {
    const organization = createTestOrganization();
    organization.user('alice', [{ ageDays: 400 }, { ageDays: 200, usedDaysAgo: 1 }]);
    makeLate(organization, 3 * SECOND, ['DescribeSecret']);
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'WARN', outcome: 'done' });
  });

  it('F79 a secret that a person restores, a moment ago, is worked on when it shows', async () => {
    const { organization } = organizationWithOneDueUser();
    await organization.run();
    human(organization, 'secretsmanager', 'DeleteSecret', { SecretId: SECRET, RecoveryWindowInDays: 30 });
    organization.days(1);
    makeLate(organization, 3 * SECOND);
    const line = lineOf(await organization.run({ scope: { users: ['alice'] } }), 'alice');
    expect(line?.outcome).not.toBe('failed');
    expect(sentTimes(organization, 'secretsmanager:RestoreSecret')).toBe(1);
  });
});

describe('a denial', () => {
  const denyFirst = (organization: TestOrganization, times: number): void => {
    organization.before = ({ operation, count }) => {
      if (operation === 'secretsmanager:GetSecretValue' && count <= times)
        throw new AwsError('AccessDeniedException', 'is not authorized to perform: secretsmanager:GetSecretValue', 400);
    };
  };
  const unread = (organization: TestOrganization): boolean =>
    [...(secretOf(organization)?.labels.keys() ?? [])].some((label) => label.startsWith('KEYTURN_UNREAD_'));

  it.each([
    ['F80 of the first reads of a new key is not final', 6, false],
    ['F80 of every read of a new key is: it counts as authenticated alone', 1_000, true],
  ])('%s', async (_, times, isUnread) => {
    const { organization } = organizationWithOneDueUser();
    denyFirst(organization, times);
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    expect(unread(organization)).toBe(isUnread);
    expect(sentTimes(organization, 'secretsmanager:GetSecretValue')).toBeLessThan(15);
  });

  it('F80 of a policy that names a user whom Secrets Manager does not know yet is tried again', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation, count }) => {
      if (operation === 'secretsmanager:PutResourcePolicy' && count <= 3)
        throw new AwsError(
          'MalformedPolicyDocumentException',
          'This resource policy contains an unsupported principal.',
          400,
        );
    };
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  });

  it('F80 of a policy for another reason is final', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation }) => {
      if (operation === 'secretsmanager:PutResourcePolicy')
        throw new AwsError('MalformedPolicyDocumentException', 'This resource policy contains invalid Json.', 400);
    };
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'failed' });
    expect(sentTimes(organization, 'secretsmanager:PutResourcePolicy')).toBe(1);
  });

  it('F80 a new key reads before it does anything else: IAM records the first use alone', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.world.settings.newKeyLagMs = 0;
    await organization.run();
    const [, successor] = organization.keysOf('alice');
    expect(organization.world.accessKeys.get(successor?.id ?? '')?.lastUsed?.service).toBe('secretsmanager');
  });
});

/** As if AWS had left a label off: in the answer, and on the version. */
const leaveOff = (organization: TestOrganization, beginning: string): void => {
  organization.after = ({ operation, output }) => {
    if (operation !== 'secretsmanager:PutSecretValue' || output === undefined) return;
    const stages = output.VersionStages as readonly string[];
    const secret = secretOf(organization);
    const [left] = stages.filter((stage) => stage.startsWith(beginning));
    if (left === undefined || secret === undefined) return;
    output.VersionStages = stages.filter((stage) => stage !== left);
    const version = secret.versions.get(secret.labels.get(left) ?? '');
    secret.labels.delete(left);
    if (version) version.stages = version.stages.filter((stage) => stage !== left);
  };
};

it.each(['KEYTURN_CLAIM', 'KEYTURN_PENDING_', 'KEYTURN_REPLACES_', 'KEYTURN_VERIFIED_'])(
  'F87 a label %s that is silently left off is no success, and nobody loses a key',
  async (beginning) => {
    const life: Life = oneDueUserAtWork();
    const { organization } = life;
    leaveOff(organization, beginning);
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'failed' });
    expect([...(secretOf(organization)?.labels.keys() ?? [])]).not.toContain('AWSPREVIOUS');
    mend(organization);
    organization.days(1);
    await liveOn(life, 60);
    expect(endsWell(life)).toMatchObject({ interruptions: 0 });
    expect(created(organization)).toBeLessThanOrEqual(2);
  },
);

it('F87 a secret that is full takes no new key, and a person is asked; with room again it does', async () => {
  const { organization } = organizationWithOneDueUser();
  organization.before = ({ operation }) => {
    if (operation === 'iam:CreateAccessKey') throw died();
  };
  await organization.run();
  mend(organization);
  const labels = Array.from({ length: 12 }, (_, n) => `TEAM_${n}`);
  const put = (VersionStages: readonly string[]) =>
    human(organization, 'secretsmanager', 'PutSecretValue', {
      SecretId: SECRET,
      ClientRequestToken: '00000000-0000-4000-8000-000000000001',
      SecretString: 'x',
      VersionStages,
    });
  put(labels);
  organization.days(1);
  const blocked = lineOf(await organization.run(), 'alice');
  expect(blocked).toMatchObject({ step: 'NOTHING', reason: 'secret-full', remedy: expect.stringContaining('labels') });
  expect(organization.keysOf('alice')).toHaveLength(1);
  const RemoveFromVersionId = '00000000-0000-4000-8000-000000000001';
  const [VersionStage] = labels;
  human(organization, 'secretsmanager', 'UpdateSecretVersionStage', {
    SecretId: SECRET,
    VersionStage,
    RemoveFromVersionId,
  });
  organization.days(1);
  expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
});
