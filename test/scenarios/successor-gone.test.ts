import { expect, it } from 'vitest';
import { human, organizationWithOneDueUser, runDaily, statuses } from '../support/one-due-user.ts';
import { lineOf } from '../support/test-organization.ts';

/**
 * Random stories found it: the last key of a user went by `inactiveKeys: delete`, though keyturn itself had switched it
 * off.
 */
it('a person who deletes the successor after the old key was deactivated finds the old key there, and is told', async () => {
  const { organization, key } = organizationWithOneDueUser();
  const settings = { inactiveKeys: 'delete' };
  await runDaily(organization, 22, settings);
  expect(statuses(organization)).toEqual(['Inactive', 'Active']);
  const successor = organization.keysOf('alice')[1]?.id;
  human(organization, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: successor });
  const schedule = await runDaily(organization, 30, settings);
  expect(new Set(schedule)).toEqual(new Set(['NOTHING blocked']));
  expect(organization.keysOf('alice')).toEqual([{ id: key.accessKeyId, status: 'Inactive' }]);
  expect(lineOf(await organization.run({ settings }), 'alice')).toMatchObject({ reason: 'successor-gone' });
});
