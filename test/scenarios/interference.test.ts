import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, plus } from '../../src/core/time.ts';
import { AwsError, type Credentials, type ServiceName } from '../../src/sandbox/call.ts';
import { execute } from '../../src/sandbox/execute.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { createTown, lineOf, MEMBER, REGION, type Town } from './town.ts';

/** What humans, other workers and other programs do in between. */

const SECRET = `Account_${MEMBER}_User_alice_AccessKey`;

const human = (town: Town, service: ServiceName, operation: string, input: object): unknown =>
  execute(town.world, {
    service,
    operation,
    input,
    region: REGION,
    credentials: seed.operatorCredentials(town.world, MEMBER),
  });

const townWithAlice = (ageDays = 95): { town: Town; key: Credentials } => {
  const town = createTown();
  const [key] = town.user('alice', [{ ageDays, usedDaysAgo: 1 }]);
  if (!key) throw new Error('no key');
  return { town, key };
};

const created = (town: Town): number => town.sent.filter((name) => name === 'iam:CreateAccessKey').length;
const statuses = (town: Town): readonly string[] => town.keysOf('alice').map(({ status }) => status);

const use = (town: Town, credentials: Credentials): unknown =>
  execute(town.world, { service: 'sts', operation: 'GetCallerIdentity', input: {}, region: REGION, credentials });

const runDaily = async (town: Town, days: number): Promise<readonly string[]> => {
  const story: string[] = [];
  for (let day = 0; day < days; day += 1) {
    const line = lineOf(await town.run(), 'alice');
    if (line) story.push(`${line.step} ${line.outcome}`);
    town.days(1);
  }
  return story;
};

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

describe('humans', () => {
  it('a human who creates a key while we hold the claim keeps it', async () => {
    const { town } = townWithAlice();
    town.before = ({ operation }) => {
      if (operation === 'iam:CreateAccessKey' && town.keysOf('alice').length === 1)
        human(town, 'iam', 'CreateAccessKey', { UserName: 'alice' });
    };
    const result = await town.run();
    expect(lineOf(result, 'alice')).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('Limit') });
    const story = await runDaily(town, 40);
    expect(new Set(story)).toEqual(new Set(['NOTHING blocked']));
    expect(statuses(town)).toEqual(['Active', 'Active']);
  });

  it('a human who deactivates the successor stops the retirement of the old key', async () => {
    const { town } = townWithAlice();
    await town.run();
    const successor = town.keysOf('alice')[1]?.id;
    human(town, 'iam', 'UpdateAccessKey', { UserName: 'alice', AccessKeyId: successor, Status: 'Inactive' });
    const story = await runDaily(town, 40);
    expect(new Set(story)).toEqual(new Set(['NOTHING blocked']));
    expect(statuses(town)).toEqual(['Active', 'Inactive']);
  });

  it('a human who re-activates the old key starts its clocks again', async () => {
    const { town, key } = townWithAlice();
    const story = await runDaily(town, 22);
    expect(story).toContain('DEACTIVATE done');
    human(town, 'iam', 'UpdateAccessKey', { UserName: 'alice', AccessKeyId: key.accessKeyId, Status: 'Active' });
    const later = await runDaily(town, 9);
    expect(later[0]).toBe('TELL done');
    expect(later).not.toContain('DEACTIVATE done');
    expect(statuses(town)).toEqual(['Active', 'Active']);
  });

  it('a secret that somebody scheduled for deletion is restored, with the key in it', async () => {
    const { town, key } = townWithAlice();
    await town.run();
    human(town, 'secretsmanager', 'DeleteSecret', { SecretId: SECRET, RecoveryWindowInDays: 7 });
    await town.run();
    expect(town.read('alice', key)).toContain('SecretAccessKey');
  });

  it('a secret that somebody deleted for good never costs the old key', async () => {
    const { town } = townWithAlice();
    await town.run();
    human(town, 'secretsmanager', 'DeleteSecret', { SecretId: SECRET, ForceDeleteWithoutRecovery: true });
    await runDaily(town, 60);
    expect(statuses(town)).toEqual(['Active', 'Active']);
  });

  it.each([
    ['wiped', {}],
    [
      'swapped with those of another key',
      { value: 'AKIAXXXXXXXXXXXXXXXX promoted=20260601T070000Z told=20260601T070000Z warned=20260607T070000Z' },
    ],
    ['nonsense', { value: 'promoted=yesterday told=\u0000 warned=99999999T999999Z' }],
  ])('notes that were %s only postpone', async (_, { value }: { value?: string }) => {
    const { town } = townWithAlice();
    await town.run();
    town.days(14);
    const keys = town.keysOf('alice').flatMap(({ id }) => [`keyturn:${id}`, `keyturn:${id}:mail`]);
    human(town, 'secretsmanager', 'UntagResource', { SecretId: SECRET, TagKeys: keys });
    if (value)
      human(town, 'secretsmanager', 'TagResource', {
        SecretId: SECRET,
        Tags: keys.map((Key) => ({ Key, Value: value })),
      });
    await town.run();
    town.days(2);
    await town.run();
    expect(statuses(town)).toEqual(['Active', 'Active']);
  });

  it('a re-created user of the same name never inherits the secret', async () => {
    const { town } = townWithAlice();
    await town.run();
    for (const { id } of town.keysOf('alice'))
      human(town, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: id });
    human(town, 'iam', 'DetachUserPolicy', {
      UserName: 'alice',
      PolicyArn: `arn:aws:iam::${MEMBER}:policy/keyturn-read-own-access-key`,
    });
    human(town, 'iam', 'DeleteUser', { UserName: 'alice' });
    const [fresh] = town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
    const result = await town.run();
    expect(lineOf(result, 'alice')).toMatchObject({ reason: 'hold-other-owner', outcome: 'blocked' });
    expect(() => fresh && town.read('alice', fresh)).toThrow(/denied|not authorized/i);
  });

  it('a secret of another deployment, or of nobody, is left alone', async () => {
    const { town } = townWithAlice();
    human(town, 'secretsmanager', 'CreateSecret', {
      Name: SECRET,
      SecretString: '{}',
      ClientRequestToken: '1'.repeat(32),
    });
    const result = await town.run();
    expect(lineOf(result, 'alice')).toMatchObject({ reason: 'hold-not-ours', outcome: 'blocked' });
    expect(result.apiCalls.writes).toBe(0);
    expect(lineOf(await town.run({ settings: { adopt: true } }), 'alice')).toMatchObject({
      step: 'ROTATE',
      outcome: 'done',
    });
  });
});

describe('a rotation that the AWS sample left half-way', () => {
  const townWithHalfway = () => {
    const town = createTown();
    const keys = town.user('alice', [
      { ageDays: 190, usedDaysAgo: 100 },
      { ageDays: 95, usedDaysAgo: 1 },
    ]);
    const SecretString = JSON.stringify({ UserName: 'alice', AccessKeyId: keys[1]?.accessKeyId });
    human(town, 'secretsmanager', 'CreateSecret', { Name: SECRET, SecretString, ClientRequestToken: '1'.repeat(32) });
    return { town, keys };
  };

  it('is reported, and nothing is touched, unless adopt is set', async () => {
    const { town } = townWithHalfway();
    const result = await town.run();
    expect(lineOf(result, 'alice')).toMatchObject({ reason: 'hold-not-ours', outcome: 'blocked' });
    expect(result.apiCalls.writes).toBe(0);
  });

  it('is taken over by adopt: what it stored stays readable by its owner, the idle key goes by the policy, then a successor comes', async () => {
    const { town, keys } = townWithHalfway();
    const story: string[] = [];
    for (let day = 0; day < 22; day += 1) {
      const line = lineOf(await town.run({ settings: { adopt: true } }), 'alice');
      if (line) story.push(`${day} ${line.step} ${line.outcome}`);
      if (day === 0 && keys[1]) expect(town.read('alice', keys[1])).toContain(keys[1].accessKeyId);
      if (keys[1]) use(town, keys[1]);
      town.days(1);
    }
    expect(story).toEqual(['0 WARN done', '7 DEACTIVATE done', '10 ANNOUNCE done', '17 DELETE done', '18 ROTATE done']);
  });
});

describe('the world', () => {
  it.each([6 * MINUTE, -6 * MINUTE, 30 * DAY, -DAY])(
    'a clock that is %i ms ahead of AWS stops everything before any write',
    async (clockSkewMs) => {
      const { town } = townWithAlice();
      await expect(town.run({ clockSkewMs })).rejects.toThrow(/InvalidSignature|clock/);
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
    expect((times.get('iam:DeleteAccessKey') ?? 0) - (times.get('iam:GetUser') ?? 0)).toBeGreaterThanOrEqual(MINUTE);
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
