import { describe, expect, it } from 'vitest';
import { human, runDaily, SECRET, statuses, townWithAlice, use } from '../support/one-due-user.ts';
import { createTown, lineOf, MEMBER } from '../support/test-organization.ts';

/** What people and other programs do in between. */

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
