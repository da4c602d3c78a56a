import { expect, it } from 'vitest';
import { execute } from '../../src/sandbox/execute.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { createTown, MEMBER, REGION, type Town } from '../support/test-organization.ts';

const admin = (town: Town, operation: string, input: object): unknown =>
  execute(town.world, {
    service: 'iam',
    operation,
    input: { UserName: 'alice', ...input },
    region: REGION,
    credentials: seed.operatorCredentials(town.world, MEMBER),
  });

const deletions = (town: Town): number => town.sent.filter((name) => name === 'secretsmanager:DeleteSecret').length;

it('the secret of a deleted user is kept for 30 days, then scheduled for deletion, once', async () => {
  const town = createTown();
  town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
  town.user('bob', [{ ageDays: 95, usedDaysAgo: 1 }]);
  await town.run();
  for (const { id } of town.keysOf('alice')) admin(town, 'DeleteAccessKey', { AccessKeyId: id });
  admin(town, 'DetachUserPolicy', { PolicyArn: `arn:aws:iam::${MEMBER}:policy/keyturn-read-own-access-key` });
  admin(town, 'DeleteUser', {});
  const firstMonth: number[] = [];
  for (let day = 0; day < 60; day += 1) {
    await town.run();
    if (deletions(town) === 0) firstMonth.push(day);
    town.days(1);
  }
  expect(firstMonth.length).toBeGreaterThanOrEqual(30);
  expect(firstMonth.length).toBeLessThanOrEqual(45);
  expect(deletions(town)).toBe(1);
});

it('a secret that somebody scheduled for deletion is restored within the week, though its user has one young key', async () => {
  const town = createTown();
  const [old] = town.user('alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
  await town.run();
  admin(town, 'DeleteAccessKey', { AccessKeyId: old?.accessKeyId });
  const input = { SecretId: `Account_${MEMBER}_User_alice_AccessKey`, RecoveryWindowInDays: 7 };
  const credentials = seed.operatorCredentials(town.world, MEMBER);
  execute(town.world, { service: 'secretsmanager', operation: 'DeleteSecret', input, region: REGION, credentials });
  for (let day = 0; day < 7; day += 1) {
    await town.run();
    town.days(1);
  }
  expect(town.sent).toContain('secretsmanager:RestoreSecret');
});
