import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, plus } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { created, human, organizationWithOneDueUser, runDaily, statuses } from '../support/one-due-user.ts';
import { lineOf, MEMBER } from '../support/test-organization.ts';

/** What other workers do in between, and what AWS and the mail service do. */

describe('other workers', () => {
  it('five runs at once rotate a user once: one wins the claim, the others say busy or changed', async () => {
    const { organization } = organizationWithOneDueUser();
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => organization.run()));
    expect(created(organization)).toBe(1);
    const outcomes = results.map((result) => lineOf(result, 'alice')?.outcome).sort();
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(organization.keysOf('alice')).toHaveLength(2);
  });

  it('a scheduled and a forced run at once create one key', async () => {
    const { organization } = organizationWithOneDueUser();
    await Promise.all([organization.run(), organization.run({ isForced: true, scope: { users: ['alice'] } })]);
    expect(created(organization)).toBe(1);
  });

  it('the same forced run delivered three times, one after the other, rotates once', async () => {
    const { organization } = organizationWithOneDueUser(5);
    for (let n = 0; n < 3; n += 1) await organization.run({ isForced: true, scope: { users: ['alice'] } });
    expect(created(organization)).toBe(1);
  });

  it('a worker that sleeps an hour between its look and its call is refused by AWS', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation }) => {
      if (operation === 'iam:CreateAccessKey') organization.world.now = plus(organization.world.now, HOUR);
    };
    const result = await organization.run();
    expect(lineOf(result, 'alice')?.outcome).toBe('failed');
    expect(organization.keysOf('alice')).toHaveLength(1);
  });

  it('a worker that sleeps ten minutes under its claim does not move AWSCURRENT any more; the next run promotes', async () => {
    const { organization, key } = organizationWithOneDueUser();
    organization.after = ({ operation, count }) => {
      // The claim, the credential, the verdict: then it sleeps.
      if (operation === 'secretsmanager:PutSecretValue' && count === 3)
        organization.world.now = plus(organization.world.now, 10 * MINUTE);
    };
    await organization.run();
    expect(organization.read('alice', key)).not.toContain('SecretAccessKey');
    organization.days(1);
    const line = lineOf(await organization.run(), 'alice');
    expect(line).toMatchObject({ step: 'PROMOTE', outcome: 'done' });
    expect(organization.read('alice', key)).toContain('SecretAccessKey');
    expect(created(organization)).toBe(1);
  });
});

describe('the world', () => {
  it.each([6 * MINUTE, -6 * MINUTE, 30 * DAY, -DAY])(
    'a clock that is %i ms ahead of AWS stops everything before any write',
    async (clockSkewMs) => {
      const { organization } = organizationWithOneDueUser();
      await expect(organization.run({ clockSkewMs })).rejects.toThrow(/Signature|clock/);
      expect(created(organization)).toBe(0);
    },
  );

  it('a clock that is three minutes off still rotates', async () => {
    for (const clockSkewMs of [3 * MINUTE, -3 * MINUTE]) {
      const { organization } = organizationWithOneDueUser();
      expect(lineOf(await organization.run({ clockSkewMs }), 'alice')?.outcome).toBe('done');
    }
  });

  it('an SCP that denies the creation changes nothing, and the next runs do not pile anything up', async () => {
    const { organization } = organizationWithOneDueUser();
    const deny = { Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: '*' };
    seed.addScp(organization.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement: [deny] }));
    const schedule = await runDaily(organization, 5);
    expect(new Set(schedule)).toEqual(new Set(['ROTATE failed', 'NOTHING blocked']));
    expect(created(organization)).toBe(2);
    expect(organization.keysOf('alice')).toHaveLength(1);
  });

  it('a key that takes two minutes to work is given up after a day, and another one succeeds', async () => {
    const { organization, key } = organizationWithOneDueUser();
    organization.world.settings.newKeyLagMs = 2 * MINUTE;
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ reason: 'not-verified', outcome: 'failed' });
    organization.world.settings.newKeyLagMs = 5_000;
    organization.days(1);
    const schedule = await runDaily(organization, 6);
    expect(schedule).toContain('ROTATE done');
    expect(statuses(organization)).toEqual(['Active', 'Active']);
    expect(organization.read('alice', key)).toContain('SecretAccessKey');
  });

  it('SecretsManager that refuses to store makes us take back the key we just made, and nothing else', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation, count }) => {
      // The first put is the claim, the second the credential.
      if (operation === 'secretsmanager:PutSecretValue' && count === 2)
        throw new AwsError('AccessDeniedException', 'no', 400);
    };
    await organization.run();
    expect(created(organization)).toBe(1);
    expect(statuses(organization)).toEqual(['Active']);
    organization.before = () => undefined;
    organization.days(1);
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  });

  it('forty days without a run still bring one stage per run, with a full warning before each', async () => {
    const { organization } = organizationWithOneDueUser();
    await organization.run();
    organization.days(40);
    expect(lineOf(await organization.run(), 'alice')?.step).toBe('WARN');
    organization.days(40);
    // The date that was told is a month over: nobody counts on it any more.
    expect(lineOf(await organization.run(), 'alice')?.step).toBe('WARN');
    organization.days(30);
    expect(lineOf(await organization.run(), 'alice')?.step).toBe('DEACTIVATE');
    organization.days(40);
    expect(lineOf(await organization.run(), 'alice')?.step).toBe('ANNOUNCE');
    organization.days(1);
    expect(lineOf(await organization.run(), 'alice')?.step).toBe('DELETE');
  });

  it('a mail that was accepted and could not be noted is repeated with a back-off only', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation }) => {
      if (operation === 'secretsmanager:TagResource' && organization.world.mailbox.length > 0)
        throw new AwsError('ThrottlingException', 'slow');
    };
    await organization.run();
    organization.before = () => undefined;
    await organization.run();
    expect(organization.world.mailbox).toHaveLength(1);
    organization.days(1);
    await organization.run();
    expect(organization.world.mailbox).toHaveLength(2);
  });

  it('a key is deleted no sooner than a minute after the look that asked for it', async () => {
    const { organization } = organizationWithOneDueUser();
    await runDaily(organization, 29);
    const times = new Map<string, number>();
    organization.before = ({ operation }) => {
      if (!times.has(operation)) times.set(operation, organization.world.now);
    };
    for (let day = 0; day < 5 && !times.has('iam:DeleteAccessKey'); day += 1) {
      times.clear();
      await organization.run();
      organization.days(1);
    }
    expect((times.get('iam:DeleteAccessKey') ?? 0) - (times.get('iam:ListAccessKeys') ?? 0)).toBeGreaterThanOrEqual(
      MINUTE,
    );
  });

  it('what changed between the look and the claim stops the step', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation, count }) => {
      if (operation === 'secretsmanager:PutSecretValue' && count === 1)
        human(organization, 'iam', 'CreateAccessKey', { UserName: 'alice' });
    };
    // It is tried once more, and what stands in the way by now is said.
    expect(lineOf(await organization.run(), 'alice')).toMatchObject({ outcome: 'blocked', reason: 'own-rotation' });
    expect(created(organization)).toBe(0);
  });
});

describe('mail', () => {
  it('SES that asks to slow down delays a notice by seconds, not by days', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation, count }) => {
      if (operation === 'sesv2:SendEmail' && count <= 2)
        throw new AwsError('TooManyRequestsException', 'Maximum sending rate exceeded.');
    };
    expect((await organization.run()).summary).toMatchObject({ told: 1, failed: 0 });
    expect(organization.world.mailbox).toHaveLength(1);
  });
});
