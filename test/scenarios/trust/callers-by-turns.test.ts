import { describe, expect, it } from 'vitest';
import { writersIn } from '../../../src/app/secret/policy-state.ts';
import type { RunOptions } from '../../support/test-organization.ts';
import { expectShut, type PlayedAccount, playAccount, ssoCaller, USERS } from './whole-rotation.fixture.ts';

/** keyturn under people's own credentials, `--account self`, by turns with each other and with the deployed form. */

const self = { scope: { accounts: 'self' } } as const satisfies RunOptions;

const callers = (played: PlayedAccount) => {
  const [ann, bob] = [ssoCaller(played.organization, 'Keyturn'), ssoCaller(played.organization, 'Admin')];
  return { ann, bob };
};

it.each([
  ['with the path and any hash', 'role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_*'],
  ['with the Region', 'role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_*'],
  ['with no path but a *', 'role/*AWSReservedSSO_*'],
])('two SSO callers by turns, both named by one pattern %s', async (_, pattern) => {
  const played = playAccount();
  const { ann, bob } = callers(played);
  const settings = { writers: [pattern] };
  const byTurns = (day: number): RunOptions => ({ ...self, settings, as: day % 2 === 0 ? ann : bob });
  await played.wholeRotation(byTurns);
  await played.wholeRotation(byTurns);
  expect(writersIn(played.policyOf('ann'))?.join()).toContain(pattern);
  expectShut(played.organization);
});

describe.each(['role/AWSReservedSSO_Keyturn_*', 'role/aws-reserved/AWSReservedSSO_Keyturn_*'])(
  'a pattern that is not of the path of SSO roles, %s,',
  (pattern) => {
    it('shuts nobody out: it names nobody, the secrets stay open, and the result says so', async () => {
      const played = playAccount();
      const { ann } = callers(played);
      const options = { ...self, settings: { writers: [pattern] }, as: ann };
      await played.wholeRotation(options);
      await played.wholeRotation(options);
      expect(writersIn(played.policyOf('ann'))).toBeUndefined();
      expect(played.said[0]).toMatch(/the setting writers does not name arn:.*AWSReservedSSO_Keyturn_/);
    });
  },
);

it('of two SSO callers of whom one is named, the other is told so, and nothing is lost', async () => {
  const played = playAccount();
  const { ann, bob } = callers(played);
  const settings = { writers: ['role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Keyturn_*'] };
  await played.wholeRotation({ ...self, settings, as: ann });
  const keys = USERS.map((user) => played.organization.keysOf(user));
  const [line] = (await played.days(30, { ...self, settings, as: bob })).flatMap(({ users }) => users);
  expect(line).toMatchObject({
    outcome: 'failed',
    reason: 'AccessDeniedException',
    message: expect.stringMatching(/names who may change the secret, and arn:\S+AWSReservedSSO_Admin_\S+ is not among/),
    remedy: expect.stringContaining('run keyturn as one whom the policy of the secret names'),
  });
  expect(USERS.map((user) => played.organization.keysOf(user))).toEqual(keys);
  await played.wholeRotation({ ...self, settings, as: ann });
  expectShut(played.organization);
});

it('of two SSO callers of whom one is named, the other begins: the one shuts what that one left open', async () => {
  const played = playAccount();
  const { ann, bob } = callers(played);
  const settings = { writers: ['role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Keyturn_*'] };
  await played.wholeRotation({ ...self, settings, as: bob });
  expect(writersIn(played.policyOf('ann'))).toBeUndefined();
  await played.wholeRotation({ ...self, settings, as: ann });
  expectShut(played.organization);
});

describe('from people’s own credentials to the deployed form, and back', () => {
  it('where nobody was named, the secrets are shut; people are told, and named by the deployed form get in again', async () => {
    const played = playAccount();
    const { ann } = callers(played);
    await played.wholeRotation({ ...self, as: ann });
    expect(writersIn(played.policyOf('ann'))).toBeUndefined();
    await played.wholeRotation();
    expectShut(played.organization);
    const results = await played.days(20, { ...self, as: ann });
    expect(results.flatMap(({ users }) => users).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/AWSReservedSSO_Keyturn_\S+ is not among them/),
    );
    const settings = { writers: ['role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Keyturn_*'] };
    await played.days(15, { settings });
    await played.wholeRotation({ ...self, settings, as: ann });
    await played.wholeRotation({ settings });
    expectShut(played.organization);
  });

  it('where a person was named, the deployed form is a writer from the start, and the person stays one', async () => {
    const played = playAccount();
    const { ann } = callers(played);
    const settings = { writers: ['role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Keyturn_*'] };
    await played.wholeRotation({ ...self, settings, as: ann });
    const policies = USERS.map(played.policyOf);
    await played.wholeRotation({ settings });
    expect(USERS.map(played.policyOf)).toEqual(policies);
    await played.wholeRotation({ ...self, settings, as: ann });
    expectShut(played.organization);
  });

  it('where a person was named and the deployed form names nobody, the person is a writer no more', async () => {
    const played = playAccount();
    const { ann } = callers(played);
    const settings = { writers: ['role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Keyturn_*'] };
    await played.wholeRotation({ ...self, settings, as: ann });
    await played.wholeRotation();
    expect(writersIn(played.policyOf('ann'))?.join()).not.toContain('AWSReservedSSO');
    expectShut(played.organization);
  });
});
