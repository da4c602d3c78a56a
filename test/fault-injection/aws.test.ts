import { describe, expect, it } from 'vitest';
import { MINUTE, plus } from '../../src/core/time.ts';
import { AwsError } from '../../src/sandbox/call.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { organizationWithOneDueUser, statuses } from '../support/one-due-user.ts';
import { createTestOrganization, lineOf, MEMBER } from '../support/test-organization.ts';
import { endsWell, liveOn, liveToTheEnd, mend, oneDueUserAtWork, throttled, WELL } from './life.ts';

/** What AWS itself does: F30 to F50. */

it('F30 of everything for ten minutes, in the middle of a step, is made up for', async () => {
  const life = oneDueUserAtWork();
  const { organization } = life;
  let until = Number.POSITIVE_INFINITY;
  organization.before = ({ operation, count }) => {
    if (operation === 'secretsmanager:PutSecretValue' && count === 2) until = plus(organization.world.now, 10 * MINUTE);
    if (until < Number.POSITIVE_INFINITY && organization.world.now < until) throw throttled();
  };
  await liveToTheEnd(life);
  expect(endsWell(life)).toEqual(WELL);
});

it('F32 an account whose role cannot be assumed is told apart, and the others go on', async () => {
  const { organization } = organizationWithOneDueUser();
  seed.addAccount(organization.world, { id: '333333333333', name: 'closed to us', email: 'c@example.com' });
  const result = await organization.run();
  expect(lineOf(result, 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  expect(result.accounts.find(({ id }) => id === '333333333333')).toMatchObject({ outcome: 'failed' });
  expect(result.incomplete).toBe(true);
});

const quota = 'Cannot exceed quota for PoliciesPerUser: 3';

it.each([
  ['AccessDenied', 403, 'with an explicit deny in a service control policy'],
  ['LimitExceeded', 409, quota],
  ['InvalidInput', 400, 'ARN is not valid.'],
  ['PolicyNotAttachable', 400, 'Cannot attach a service role policy to a user.'],
  ['NoSuchEntity', 404, 'Policy does not exist or is not attachable.'],
])(
  'F31 the read policy is optional: where AttachUserPolicy ends in %s the rotation goes on',
  async (code, status, why) => {
    const life = oneDueUserAtWork();
    life.organization.before = ({ operation }) => {
      if (operation === 'iam:AttachUserPolicy') throw new AwsError(code, why, status);
    };
    const result = await life.organization.run();
    expect(lineOf(result, 'alice')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    expect(result.remarks.join()).toContain(`(iam:AttachUserPolicy ends in ${code}`);
    await liveToTheEnd(life);
    expect(endsWell(life)).toEqual(WELL);
  },
);

it('F31 the read policy is optional: where its attachments cannot be listed the rotation goes on', async () => {
  const { organization } = organizationWithOneDueUser();
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'iam:ListAttachedUserPolicies', Resource: '*' },
  ];
  seed.addScp(organization.world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement }));
  const { remarks } = await organization.run();
  expect(statuses(organization)).toEqual(['Active', 'Active']);
  expect(remarks.join()).toContain('iam:ListAttachedUserPolicies ends in AccessDenied');
});

it.each(['ServiceFailure', 'Throttling', 'ExpiredToken', 'SignatureDoesNotMatch'])(
  'F31 an AttachUserPolicy that ends in %s is no refusal of the policy: no key is made, and the next run does',
  async (code) => {
    const { organization } = organizationWithOneDueUser();
    organization.before = ({ operation }) => {
      if (operation === 'iam:AttachUserPolicy') throw new AwsError(code, 'no', code === 'ServiceFailure' ? 500 : 400);
    };
    await organization.run();
    expect(statuses(organization)).toEqual(['Active']);
    mend(organization);
    await organization.run();
    expect(statuses(organization)).toEqual(['Active', 'Active']);
  },
);

it.each(['iam:CreateAccessKey', 'secretsmanager:UpdateSecretVersionStage', 'secretsmanager:TagResource'])(
  'F33 credentials that expire at %s end the work there; the next run goes on',
  async (name) => {
    const life = oneDueUserAtWork();
    life.organization.before = ({ operation }) => {
      if (operation === name)
        throw new AwsError('ExpiredToken', 'The security token included in the request is expired', 403);
    };
    await liveOn(life, 1);
    mend(life.organization);
    await liveToTheEnd(life);
    expect(endsWell(life)).toEqual(WELL);
  },
);

describe('an account', () => {
  it.each([0, 1, 100, 101, 5_000])('F43 of %i users is seen whole, however its lists are paged', async (users) => {
    const organization = createTestOrganization();
    for (let n = 0; n < users; n += 1) seed.addUser(organization.world, MEMBER, { name: `user-${n}` });
    const due = [0, users - 1].filter((n, index, all) => n >= 0 && n < users && all.indexOf(n) === index);
    for (const n of due)
      seed.addKey(organization.world, MEMBER, `user-${n}`, {
        createdAt: plus(organization.world.now, -95 * 86_400_000),
      });
    const result = await organization.run({ mode: 'plan', settings: { discovery: 'list' } });
    expect(result.summary).toMatchObject({ users, rotated: due.length, failed: 0 });
  });
});

describe('a CloudTrail that', () => {
  const withOrphan = async (trailDelayMs: number) => {
    const life = oneDueUserAtWork();
    const { organization } = life;
    organization.world.settings.trailDelayMs = trailDelayMs;
    organization.after = ({ operation }) => {
      if (operation === 'iam:CreateAccessKey')
        throw Object.assign(new Error('no answer'), { name: 'TimeoutError', $metadata: {} });
    };
    await liveOn(life, 1);
    mend(organization);
    return life;
  };

  it('F48 has no record of a key leaves it alone, and a person is asked', async () => {
    const life = await withOrphan(1_000 * 86_400_000);
    const history = await liveOn(life, 40);
    expect(life.organization.keysOf('alice').map(({ status }) => status)).toEqual(['Active', 'Active']);
    expect(history.at(-1)).toBe('NOTHING blocked');
    expect(lineOf(await life.organization.run(), 'alice')).toMatchObject({ reason: 'unexplained-key' });
  });

  it('F48 is two days late delays the end of an orphan by as much', async () => {
    const life = await withOrphan(2 * 86_400_000);
    const orphan = life.organization.keysOf('alice')[1]?.id;
    await liveOn(life, 6);
    expect(life.organization.keysOf('alice').map(({ id }) => id)).not.toContain(orphan);
    await liveToTheEnd(life);
    expect(endsWell(life)).toEqual(WELL);
  });
});

it('F50 a key in a status that nobody knows stops its user, and nothing is written', async () => {
  const { organization } = organizationWithOneDueUser();
  const [key] = [...organization.world.accessKeys.values()].filter(({ userName }) => userName === 'alice');
  if (key === undefined) throw new Error('no key');
  // A status that IAM has not had so far.
  key.statusChanges.length = 0;
  Object.assign(key, { status: 'Suspended', statusChanges: [{ at: key.createdAt, status: 'Suspended' }] });
  const result = await organization.run();
  expect(lineOf(result, 'alice')).toMatchObject({ outcome: 'failed', reason: 'UnexpectedAnswer' });
  expect(result.apiCalls.writes).toBe(0);
});
