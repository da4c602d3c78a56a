import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import type { SandboxCredentials } from '../../src/sandbox/service-name.ts';
import { human, organizationWithOneDueUser, runDaily, SECRET, statuses, use } from '../support/one-due-user.ts';
import { createTestOrganization, lineOf, MEMBER, REGION } from '../support/test-organization.ts';

/** What people and other programs do in between. */

describe('humans', () => {
  it('a human who creates a key while we hold the claim keeps it', async () => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation }) => {
      if (operation === 'iam:CreateAccessKey' && organization.keysOf('alice').length === 1)
        human(organization, 'iam', 'CreateAccessKey', { UserName: 'alice' });
    };
    const result = await organization.run();
    expect(lineOf(result, 'alice')).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('Limit') });
    const schedule = await runDaily(organization, 40);
    expect(new Set(schedule)).toEqual(new Set(['ASK blocked', 'NOTHING blocked']));
    expect(statuses(organization)).toEqual(['Active', 'Active']);
  });

  it('a human who deactivates the successor stops the retirement of the old key', async () => {
    const { organization } = organizationWithOneDueUser();
    await organization.run();
    const successor = organization.keysOf('alice')[1]?.id;
    human(organization, 'iam', 'UpdateAccessKey', { UserName: 'alice', AccessKeyId: successor, Status: 'Inactive' });
    const schedule = await runDaily(organization, 40);
    expect(new Set(schedule)).toEqual(new Set(['NOTHING blocked']));
    expect(statuses(organization)).toEqual(['Active', 'Inactive']);
  });

  it('a human who re-activates the old key starts its clocks again', async () => {
    const { organization, key } = organizationWithOneDueUser();
    const schedule = await runDaily(organization, 22);
    expect(schedule).toContain('DEACTIVATE done');
    human(organization, 'iam', 'UpdateAccessKey', {
      UserName: 'alice',
      AccessKeyId: key.accessKeyId,
      Status: 'Active',
    });
    const later = await runDaily(organization, 9);
    expect(later[0]).toBe('TELL_REACTIVATED done');
    expect(later).not.toContain('DEACTIVATE done');
    expect(statuses(organization)).toEqual(['Active', 'Active']);
  });

  it('a secret that somebody scheduled for deletion is restored, with the key in it', async () => {
    const { organization, key } = organizationWithOneDueUser();
    await organization.run();
    human(organization, 'secretsmanager', 'DeleteSecret', { SecretId: SECRET, RecoveryWindowInDays: 7 });
    await organization.run();
    expect(organization.read('alice', key)).toContain('SecretAccessKey');
  });

  it('a secret that somebody deleted for good never costs the old key', async () => {
    const { organization } = organizationWithOneDueUser();
    await organization.run();
    human(organization, 'secretsmanager', 'DeleteSecret', { SecretId: SECRET, ForceDeleteWithoutRecovery: true });
    await runDaily(organization, 60);
    expect(statuses(organization)).toEqual(['Active', 'Active']);
  });

  it.each([
    ['wiped', {}],
    [
      'swapped with those of another key',
      {
        value:
          'AKIAXXXXXXXXXXXXXXXX promoted=20260601T070000Z told=20260601T070000Z warned=20260607T070000Z/20260614T060000Z/unless-used',
      },
    ],
    ['nonsense', { value: 'promoted=yesterday told=\u0000 warned=99999999T999999Z' }],
  ])('notes that were %s only postpone', async (_, { value }: { value?: string }) => {
    const { organization } = organizationWithOneDueUser();
    await organization.run();
    organization.days(14);
    const keys = organization.keysOf('alice').flatMap(({ id }) => [`keyturn:${id}`, `keyturn:${id}:mail`]);
    human(organization, 'secretsmanager', 'UntagResource', { SecretId: SECRET, TagKeys: keys });
    if (value)
      human(organization, 'secretsmanager', 'TagResource', {
        SecretId: SECRET,
        Tags: keys.map((Key) => ({ Key, Value: value })),
      });
    await organization.run();
    organization.days(2);
    await organization.run();
    expect(statuses(organization)).toEqual(['Active', 'Active']);
  });

  /** Rotated, then deleted and made again under the same name. */
  const recreated = async () => {
    const { organization } = organizationWithOneDueUser();
    await organization.run();
    for (const { id } of organization.keysOf('alice'))
      human(organization, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: id });
    human(organization, 'iam', 'DetachUserPolicy', {
      UserName: 'alice',
      PolicyArn: `arn:aws:iam::${MEMBER}:policy/keyturn-read-own-access-key`,
    });
    human(organization, 'iam', 'DeleteUser', { UserName: 'alice' });
    const [fresh] = organization.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
    return { organization, fresh };
  };

  it('a re-created user whose old secret is deleted for good meanwhile gets no second one', async () => {
    const { organization } = await recreated();
    const secrets = organization.world.accounts.get(MEMBER)?.secrets.get(REGION);
    const from = organization.sent.length;
    organization.after = ({ operation }) => {
      if (operation === 'secretsmanager:CreateSecret') secrets?.delete(SECRET);
    };
    Object.assign(organization.world.settings, { secretLagMs: 5 * MINUTE, secretLagOnly: ['ListSecrets'] });
    await organization.run();
    const made = organization.sent.slice(from).filter((name) => name === 'secretsmanager:CreateSecret');
    expect(made).toHaveLength(1);
    expect([...(secrets?.keys() ?? [])]).toHaveLength(1);
  });

  it('a re-created user of the same name never inherits the secret, and gets one of an own name', async () => {
    const { organization, fresh } = await recreated();
    const result = await organization.run();
    expect(lineOf(result, 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    const [user] = [...(organization.world.accounts.get(MEMBER)?.users.values() ?? [])];
    expect(organization.read(`alice!${user?.userId}`, fresh as SandboxCredentials)).toContain('"UserName":"alice"');
    expect(() => fresh && organization.read('alice', fresh)).toThrow(/denied|not authorized/i);
  });

  it('a secret of another deployment, or of nobody, is left alone', async () => {
    const { organization } = organizationWithOneDueUser();
    human(organization, 'secretsmanager', 'CreateSecret', {
      Name: SECRET,
      SecretString: '{}',
      ClientRequestToken: '1'.repeat(32),
    });
    const result = await organization.run();
    expect(lineOf(result, 'alice')).toMatchObject({ reason: 'hold-not-ours', outcome: 'blocked' });
    expect(result.apiCalls.writes).toBe(0);
    expect(lineOf(await organization.run({ settings: { adopt: true } }), 'alice')).toMatchObject({
      step: 'ROTATE',
      outcome: 'done',
    });
  });
});

describe('a rotation that the AWS sample left half-way', () => {
  const organizationHalfway = () => {
    const organization = createTestOrganization();
    const keys = organization.user('alice', [
      { ageDays: 190, usedDaysAgo: 100 },
      { ageDays: 95, usedDaysAgo: 1 },
    ]);
    const SecretString = JSON.stringify({ UserName: 'alice', AccessKeyId: keys[1]?.accessKeyId });
    human(organization, 'secretsmanager', 'CreateSecret', {
      Name: SECRET,
      SecretString,
      ClientRequestToken: '1'.repeat(32),
    });
    return { organization, keys };
  };

  it('is reported, and nothing is touched, unless adopt is set', async () => {
    const { organization } = organizationHalfway();
    const result = await organization.run();
    expect(lineOf(result, 'alice')).toMatchObject({ reason: 'hold-not-ours', outcome: 'blocked' });
    expect(result.apiCalls.writes).toBe(0);
  });

  it('is taken over by adopt: what it stored stays readable by its owner, the idle key goes by the policy, then a successor comes', async () => {
    const { organization, keys } = organizationHalfway();
    const schedule: string[] = [];
    for (let day = 0; day < 22; day += 1) {
      const line = lineOf(await organization.run({ settings: { adopt: true } }), 'alice');
      if (line) schedule.push(`${day} ${line.step} ${line.outcome}`);
      if (day === 0 && keys[1]) expect(organization.read('alice', keys[1])).toContain(keys[1].accessKeyId);
      if (keys[1]) use(organization, keys[1]);
      organization.days(1);
    }
    expect(schedule).toEqual([
      '0 WARN done',
      '7 DEACTIVATE done',
      '10 ANNOUNCE done',
      '17 DELETE done',
      '18 ROTATE done',
    ]);
  });
});
