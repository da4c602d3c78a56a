import { describe, expect, it } from 'vitest';
import { plus } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import { human, organizationWithOneDueUser, runDaily, SECRET, statuses } from '../support/one-due-user.ts';
import { lineOf, MEMBER, REGION, type TestOrganization } from '../support/test-organization.ts';

const denied = () => new AwsError('AccessDeniedException', 'is not authorized to perform this', 403);

/** A cycle within a week. */
const settings = { rotateAfterDays: 60, installGraceDays: 1, recoveryGraceDays: 2, warnDays: 1, quietDays: 1 };

/** On the day of the deactivation. */
const deactivated = async (): Promise<TestOrganization> => {
  const { organization } = organizationWithOneDueUser();
  await runDaily(organization, 4, settings);
  expect(statuses(organization)).toEqual(['Inactive', 'Active']);
  return organization;
};

/** Minutes after a second promotion, with both keys of keyturn's own active. */
const promotedAgain = async (): Promise<TestOrganization> => {
  const { organization, key } = organizationWithOneDueUser();
  organization.application('alice', key, { everyDays: 0.5, adopt: 'at-once' });
  await runDaily(organization, 9, settings);
  expect(statuses(organization)).toEqual(['Active']);
  await organization.run({ scope: { users: ['alice'] }, isForced: true, settings });
  return organization;
};

const sentBy = async (organization: TestOrganization, act: () => Promise<unknown>): Promise<readonly string[]> => {
  const from = organization.sent.length;
  await act().catch(() => undefined);
  return organization.sent.slice(from);
};

const secretOf = (organization: TestOrganization) =>
  organization.world.accounts.get(MEMBER)?.secrets.get(REGION)?.get(SECRET);

/** The key of the version that carries this label. */
const keyAt = (organization: TestOrganization, label: string): string | undefined => {
  const secret = secretOf(organization);
  const version = secret?.versions.get(secret.labels.get(label) ?? '');
  return /"AccessKeyId":"([A-Z0-9]+)"/.exec(String(version?.value))?.[1];
};

/** How often steps are noted as undone, whatever the step. */
const countsOf = (organization: TestOrganization): string =>
  secretOf(organization)
    ?.tags.get('keyturn:undone')
    ?.replace(/\d{8}T\d{6}Z/g, '') ?? '';

describe.each([
  ['a deactivation', deactivated],
  ['a promotion', promotedAgain],
])('the undo of %s', (_, start) => {
  it('that breaks off at any of its requests is completed by asking again, and harms nobody', async () => {
    const whole = await start();
    const requests = (await sentBy(whole, () => whole.undo('alice', { settings }))).length;
    expect(requests).toBeGreaterThan(10);
    for (let nth = 0; nth < requests; nth += 1) {
      const organization = await start();
      const from = organization.sent.length;
      organization.before = () => {
        if (organization.sent.length === from + nth + 1) throw denied();
      };
      await organization
        .undo('alice', { settings })
        .catch((error: unknown) => expect(error).toMatchObject({ name: expect.any(String) }));
      organization.before = () => undefined;
      const [old, newer] = organization.keysOf('alice').map(({ id }) => id);
      if (keyAt(organization, 'AWSCURRENT') === old)
        expect(keyAt(organization, `KEYTURN_UNDONE_${newer}`), `labelled before request ${nth}`).toBe(newer);
      organization.days(0.03);
      await organization.undo('alice', { settings }).catch(() => undefined);
      expect(keyAt(organization, 'AWSCURRENT'), `after a failure at request ${nth}`).toBe(keyAt(whole, 'AWSCURRENT'));
      expect(countsOf(organization), `after a failure at request ${nth}`).toBe(countsOf(whole));
      expect(statuses(organization), `after a failure at request ${nth}`).toEqual(['Active', 'Active']);
      const history = await runDaily(organization, 3, settings);
      expect(history.join(' '), `after a failure at request ${nth}`).not.toContain('failed');
    }
  });

  it('writes nothing in a dry run', async () => {
    const organization = await start();
    const from = organization.sent.length;
    expect(await organization.undo('alice', { mode: 'plan', settings })).toMatchObject({ mode: 'plan', isTold: false });
    const sent = organization.sent.slice(from);
    const writes = /Update|Put|Tag|Send|Create|Delete/;
    expect(sent.filter((name) => writes.test(name.split(':')[1] ?? ''))).toEqual([]);
  });

  it('is refused while another worker holds the claim', async () => {
    const organization = await start();
    organization.before = ({ operation }) => {
      if (operation !== 'secretsmanager:PutSecretValue') return;
      organization.before = () => undefined;
      throw new AwsError('ResourceExistsException', 'another version has this token', 400);
    };
    await expect(organization.undo('alice', { settings })).rejects.toMatchObject({
      code: 'KT-113',
      message: 'another run is at work on this user',
    });
  });

  it('does nothing where the second look, under the claim, sees something else', async () => {
    const organization = await start();
    const before = statuses(organization);
    organization.after = ({ operation }) => {
      if (operation === 'secretsmanager:PutSecretValue')
        human(organization, 'secretsmanager', 'TagResource', {
          SecretId: SECRET,
          Tags: [{ Key: 'keyturn:hold', Value: '' }],
        });
    };
    await expect(organization.undo('alice', { settings })).rejects.toMatchObject({ code: 'KT-113' });
    expect(statuses(organization)).toEqual(before);
  });

  it('by a worker that slept an hour before the decisive request is refused by AWS', async () => {
    const organization = await start();
    const before = statuses(organization);
    const decisive = before.includes('Inactive') ? 'iam:UpdateAccessKey' : 'secretsmanager:UpdateSecretVersionStage';
    const seen = organization.sent.length;
    organization.before = ({ operation }) => {
      if (operation !== decisive) return;
      organization.world.now = plus(organization.world.now, 3_600_000);
    };
    await expect(organization.undo('alice', { settings })).rejects.toMatchObject({ code: 'KT-308' });
    expect(organization.sent.length).toBeGreaterThan(seen);
    expect(statuses(organization)).toEqual(before);
  });
});

it('an owner who could not be told at once is told by the next run', async () => {
  const organization = await deactivated();
  organization.before = ({ operation }) => {
    if (operation === 'sesv2:SendEmail') throw denied();
  };
  const undone = await organization.undo('alice', { settings });
  expect(undone).toMatchObject({ isTold: false, remarks: [expect.stringContaining('the owner is not told yet')] });
  organization.before = () => undefined;
  organization.days(1);
  expect(lineOf(await organization.run({ settings }), 'alice')).toMatchObject({
    step: 'TELL_REACTIVATED',
    outcome: 'done',
  });
});

it('an owner whose promotion was undone, and who could not be told, is told by the next run', async () => {
  const organization = await promotedAgain();
  organization.before = ({ operation }) => {
    if (operation === 'sesv2:SendEmail') throw denied();
  };
  expect((await organization.undo('alice', { settings })).isTold).toBe(false);
  organization.before = () => undefined;
  organization.days(1);
  expect(lineOf(await organization.run({ scope: { users: ['alice'] }, settings }), 'alice')).toMatchObject({
    step: 'TELL_REACTIVATED',
    reason: 'went-back',
    outcome: 'done',
  });
});

it('does nothing where the second look, under the claim, would take back something else', async () => {
  const organization = await promotedAgain();
  const [old, newer] = organization.keysOf('alice').map(({ id }) => id);
  organization.after = ({ operation }) => {
    if (operation === 'secretsmanager:PutSecretValue')
      human(organization, 'iam', 'UpdateAccessKey', { UserName: 'alice', AccessKeyId: old, Status: 'Inactive' });
  };
  await expect(organization.undo('alice', { settings })).rejects.toMatchObject({
    code: 'KT-113',
    message: expect.stringContaining('did not confirm the first'),
  });
  expect(keyAt(organization, 'AWSCURRENT')).toBe(newer);
  expect(statuses(organization)).toEqual(['Inactive', 'Active']);
});

it('a deactivation that nobody came to note is undone for good, though the undo dies over its own note', async () => {
  const { organization } = organizationWithOneDueUser();
  await runDaily(organization, 2, settings);
  expect(statuses(organization)).toEqual(['Active', 'Active']);
  const failAfter = (operation: string): void => {
    let isDone = false;
    organization.before = (request) => {
      if (isDone) throw denied();
      isDone = request.operation === operation;
    };
  };
  failAfter('iam:UpdateAccessKey');
  await organization.run({ settings });
  expect(statuses(organization)).toEqual(['Inactive', 'Active']);
  organization.before = () => undefined;
  organization.days(0.1);
  failAfter('iam:UpdateAccessKey');
  await expect(organization.undo('alice', { settings })).rejects.toMatchObject({ code: 'KT-308' });
  organization.before = () => undefined;
  organization.days(0.9);
  await organization.run({ settings });
  expect(statuses(organization)).toEqual(['Active', 'Active']);
  expect(secretOf(organization)?.tags.get(`keyturn:${organization.keysOf('alice')[0]?.id}:mail`)).toContain(
    'back-told=',
  );
});
