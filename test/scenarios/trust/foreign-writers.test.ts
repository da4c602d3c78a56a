import { expect, it } from 'vitest';
import { secretPolicy } from '../../../src/app/secret/policy.ts';
import { writersIn } from '../../../src/app/secret/policy-state.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import { admin, secretOf } from '../../support/story.ts';
import { MEMBER, MEMBER_ROLE } from '../../support/test-organization.ts';
import { expectShut, type PlayedAccount, playAccount } from './whole-rotation.fixture.ts';

/** A policy of keyturn's own form, put by somebody who may, that names others as writers. */

const STRANGER = `arn:aws:iam::${MEMBER}:role/PowerUser`;
const KEYTURN = `arn:aws:iam::${MEMBER}:role/${MEMBER_ROLE}`;

const withPolicyOf = async (writers: readonly string[]): Promise<PlayedAccount> => {
  const played = playAccount();
  await played.wholeRotation();
  const { arn, userId: id } = seed.userByName(played.organization.world, MEMBER, 'ann');
  const ResourcePolicy = secretPolicy({ arn, id }, writers);
  admin(played.organization, 'secretsmanager', ['PutResourcePolicy', { SecretId: secretOf('ann'), ResourcePolicy }]);
  played.said.splice(0);
  return played;
};

it('that names keyturn no more is said within five days of daily runs, though the user is at rest', async () => {
  const played = await withPolicyOf([STRANGER]);
  await played.days(5);
  expect(played.said.join()).toMatch(
    /stay as an earlier keyturn put them .*lambda-assumed-role\/\S+ is not among them/,
  );
  expect(played.organization.keysOf('ann')).toHaveLength(1);
});

it('that names keyturn as well is put right within fifteen days', async () => {
  const played = await withPolicyOf([KEYTURN, STRANGER]);
  await played.days(15);
  expect(writersIn(played.policyOf('ann'))).not.toContain(STRANGER);
  expectShut(played.organization);
});
