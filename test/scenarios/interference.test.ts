import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, plus } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { created, human, runDaily, statuses, townWithAlice } from '../support/one-due-user.ts';
import { lineOf, MEMBER } from '../support/test-organization.ts';

/** What other workers do in between, and what AWS and the mail service do. */

describe('other workers', () => {
  it('five runs at once rotate a user once: one wins the claim, the others say busy or changed', async () => {
    const { town } = townWithAlice();
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => town.run()));
    expect(created(town)).toBe(1);
    const outcomes = results.map((result) => lineOf(result, 'alice')?.outcome).sort();
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(town.keysOf('alice')).toHaveLength(2);
  });

  it('a scheduled and a forced run at once create one key', async () => {
    const { town } = townWithAlice();
    await Promise.all([town.run(), town.run({ isForced: true, scope: { users: ['alice'] } })]);
    expect(created(town)).toBe(1);
  });

  it('the same forced run delivered three times, one after the other, rotates once', async () => {
    const { town } = townWithAlice(5);
    for (let n = 0; n < 3; n += 1) await town.run({ isForced: true, scope: { users: ['alice'] } });
    expect(created(town)).toBe(1);
  });

  it('a worker that sleeps an hour between its look and its call is refused by AWS', async () => {
    const { town } = townWithAlice();
    town.before = ({ operation }) => {
      if (operation === 'iam:CreateAccessKey') town.world.now = plus(town.world.now, HOUR);
    };
    const result = await town.run();
    expect(lineOf(result, 'alice')?.outcome).toBe('failed');
    expect(town.keysOf('alice')).toHaveLength(1);
  });

  it('a worker that sleeps ten minutes under its claim does not move AWSCURRENT any more; the next run promotes', async () => {
    const { town, key } = townWithAlice();
    town.after = ({ operation, count }) => {
      // The claim, the credential, the verdict: then it sleeps.
      if (operation === 'secretsmanager:PutSecretValue' && count === 3)
        town.world.now = plus(town.world.now, 10 * MINUTE);
    };
    await town.run();
    expect(town.read('alice', key)).not.toContain('SecretAccessKey');
    town.days(1);
    const line = lineOf(await town.run(), 'alice');
    expect(line).toMatchObject({ step: 'PROMOTE', outcome: 'done' });
    expect(town.read('alice', key)).toContain('SecretAccessKey');
    expect(created(town)).toBe(1);
  });
});

describe('the world', () => {
  it.each([6 * MINUTE, -6 * MINUTE, 30 * DAY, -DAY])(
    'a clock that is %i ms ahead of AWS stops everything before any write',
    async (clockSkewMs) => {
      const { town } = townWithAlice();
      await expect(town.run({ clockSkewMs })).rejects.toThrow(/Signature|clock/);
      expect(created(town)).toBe(0);
    },
  );

  it('a clock that is three minutes off still rotates', async () => {
    for (const clockSkewMs of [3 * MINUTE, -3 * MINUTE]) {
      const { town } = townWithAlice();
      expect(lineOf(await town.run({ clockSkewMs }), 'alice')?.outcome).toBe('done');
    }
  });

  it('an SCP that denies the creation changes nothing, and the next runs do not pile anything up', async () => {
    const { town } = townWithAlice();
    const deny = { Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: '*' };
    seed.addScp(town.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement: [deny] }));
    const story = await runDaily(town, 5);
    expect(new Set(story)).toEqual(new Set(['ROTATE failed']));
    expect(town.keysOf('alice')).toHaveLength(1);
  });

  it('a key that takes two minutes to work is given up after a day, and another one succeeds', async () => {
    const { town, key } = townWithAlice();
    town.world.settings.newKeyLagMs = 2 * MINUTE;
    expect(lineOf(await town.run(), 'alice')).toMatchObject({ reason: 'not-verified', outcome: 'failed' });
    town.world.settings.newKeyLagMs = 5_000;
    town.days(1);
    const story = await runDaily(town, 6);
    expect(story).toContain('ROTATE done');
    expect(statuses(town)).toEqual(['Active', 'Active']);
    expect(town.read('alice', key)).toContain('SecretAccessKey');
  });

  it('SecretsManager that refuses to store makes us take back the key we just made, and nothing else', async () => {
    const { town } = townWithAlice();
    town.before = ({ operation, count }) => {
      // The first put is the claim, the second the credential.
      if (operation === 'secretsmanager:PutSecretValue' && count === 2)
        throw new AwsError('AccessDeniedException', 'no', 400);
    };
    await town.run();
    expect(created(town)).toBe(1);
    expect(statuses(town)).toEqual(['Active']);
    town.before = () => undefined;
    town.days(1);
    expect(lineOf(await town.run(), 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  });

  it('forty days without a run still bring one stage per run, with a full warning before each', async () => {
    const { town } = townWithAlice();
    await town.run();
    town.days(40);
    expect(lineOf(await town.run(), 'alice')?.step).toBe('WARN');
    town.days(40);
    expect(lineOf(await town.run(), 'alice')?.step).toBe('DEACTIVATE');
    town.days(40);
    expect(lineOf(await town.run(), 'alice')?.step).toBe('ANNOUNCE');
    town.days(1);
    expect(lineOf(await town.run(), 'alice')?.step).toBe('DELETE');
  });

  it('a mail that was accepted and could not be noted is repeated with a back-off only', async () => {
    const { town } = townWithAlice();
    town.before = ({ operation }) => {
      if (operation === 'secretsmanager:TagResource' && town.world.mailbox.length > 0)
        throw new AwsError('ThrottlingException', 'slow');
    };
    await town.run();
    town.before = () => undefined;
    await town.run();
    expect(town.world.mailbox).toHaveLength(1);
    town.days(1);
    await town.run();
    expect(town.world.mailbox).toHaveLength(2);
  });

  it('a key is deleted no sooner than a minute after the look that asked for it', async () => {
    const { town } = townWithAlice();
    await runDaily(town, 29);
    const times = new Map<string, number>();
    town.before = ({ operation }) => {
      if (!times.has(operation)) times.set(operation, town.world.now);
    };
    for (let day = 0; day < 5 && !times.has('iam:DeleteAccessKey'); day += 1) {
      times.clear();
      await town.run();
      town.days(1);
    }
    expect((times.get('iam:DeleteAccessKey') ?? 0) - (times.get('iam:ListAccessKeys') ?? 0)).toBeGreaterThanOrEqual(
      MINUTE,
    );
  });

  it('what changed between the look and the claim stops the step', async () => {
    const { town } = townWithAlice();
    town.before = ({ operation, count }) => {
      if (operation === 'secretsmanager:PutSecretValue' && count === 1)
        human(town, 'iam', 'CreateAccessKey', { UserName: 'alice' });
    };
    expect(lineOf(await town.run(), 'alice')?.outcome).toBe('changed');
    expect(created(town)).toBe(0);
  });
});

describe('mail', () => {
  it('SES that asks to slow down delays a notice by seconds, not by days', async () => {
    const { town } = townWithAlice();
    town.before = ({ operation, count }) => {
      if (operation === 'sesv2:SendEmail' && count <= 2)
        throw new AwsError('TooManyRequestsException', 'Maximum sending rate exceeded.');
    };
    expect((await town.run()).summary).toMatchObject({ told: 1, failed: 0 });
    expect(town.world.mailbox).toHaveLength(1);
  });
});
