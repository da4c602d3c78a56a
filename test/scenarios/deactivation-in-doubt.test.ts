import { describe, expect, it } from 'vitest';
import { AwsError } from '../../src/sandbox/call.ts';
import { human, organizationWithOneDueUser, runDaily, SECRET, statuses } from '../support/one-due-user.ts';
import { lineOf, MEMBER, REGION, type TestOrganization } from '../support/test-organization.ts';

const denied = () => new AwsError('AccessDeniedException', 'is not authorized to perform this', 403);

const settings = { rotateAfterDays: 60, installGraceDays: 3, recoveryGraceDays: 9, warnDays: 1, quietDays: 1 };

/** Warned of, on the morning on which its old key goes. */
const onTheDay = async (): Promise<TestOrganization> => {
  const { organization } = organizationWithOneDueUser();
  await runDaily(organization, 3, settings);
  expect(statuses(organization)).toEqual(['Active', 'Active']);
  return organization;
};

const oldKey = (organization: TestOrganization): string => String(organization.keysOf('alice')[0]?.id);

const noted = (organization: TestOrganization): string | undefined =>
  organization.world.accounts
    .get(MEMBER)
    ?.secrets.get(REGION)
    ?.get(SECRET)
    ?.tags.get(`keyturn:${oldKey(organization)}`);

/** Everything fails from the answer to this request on. */
const dieAfter = (organization: TestOrganization, operation: string): void => {
  let isDone = false;
  organization.before = (request) => {
    if (isDone) throw denied();
    isDone = request.operation === operation;
  };
};

const reactivate = (organization: TestOrganization): unknown =>
  human(organization, 'iam', 'UpdateAccessKey', {
    UserName: 'alice',
    AccessKeyId: oldKey(organization),
    Status: 'Active',
  });

describe('a deactivation that nobody came to note', () => {
  it('and that a person took back, is not carried out again on the word of the same warning', async () => {
    const organization = await onTheDay();
    dieAfter(organization, 'iam:UpdateAccessKey');
    await organization.run({ settings });
    organization.before = () => undefined;
    expect(statuses(organization)).toEqual(['Inactive', 'Active']);
    organization.days(0.5);
    reactivate(organization);
    organization.days(0.5);
    expect(lineOf(await organization.run({ settings }), 'alice')).toMatchObject({
      step: 'UN_NOTE',
      reason: 'deactivation-in-doubt',
      outcome: 'done',
    });
    organization.days(1);
    const history = await runDaily(organization, 4, settings);
    expect(history.filter((step) => step.startsWith('WARN'))).toEqual(['WARN done']);
    expect(history.at(-1)).toBe('DEACTIVATE done');
    expect(statuses(organization)).toEqual(['Inactive', 'Active']);
  });

  it('is noted by the next run where it stands', async () => {
    const organization = await onTheDay();
    dieAfter(organization, 'iam:UpdateAccessKey');
    await organization.run({ settings });
    organization.before = () => undefined;
    organization.days(1);
    expect(noted(organization)).toMatch(/sent=/);
    expect(lineOf(await organization.run({ settings }), 'alice')).toMatchObject({ step: 'NOTE', outcome: 'done' });
    expect(noted(organization)).toMatch(/inactive=/);
    expect(noted(organization)).not.toMatch(/sent=/);
  });

  it('counts as undone when it is taken back, and the third time a person is asked', async () => {
    const organization = await onTheDay();
    let isAsked = false;
    for (let day = 0; day < 40 && !isAsked; day += 1) {
      dieAfter(organization, 'iam:UpdateAccessKey');
      const line = lineOf(await organization.run({ settings }), 'alice');
      isAsked = line?.reason === 'undone-again';
      organization.before = () => undefined;
      if (statuses(organization)[0] === 'Inactive') reactivate(organization);
      organization.days(1);
    }
    expect(isAsked).toBe(true);
  });
});

it('a deactivation that AWS refused is tried again on the word of the same warning', async () => {
  const organization = await onTheDay();
  organization.before = ({ operation }) => {
    if (operation === 'iam:UpdateAccessKey') throw denied();
  };
  expect(lineOf(await organization.run({ settings }), 'alice')).toMatchObject({
    step: 'DEACTIVATE',
    outcome: 'failed',
  });
  expect(noted(organization) ?? '').not.toMatch(/sent=/);
  organization.before = () => undefined;
  organization.days(1);
  expect(lineOf(await organization.run({ settings }), 'alice')).toMatchObject({ step: 'DEACTIVATE', outcome: 'done' });
});
