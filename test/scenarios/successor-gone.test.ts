import { expect, it } from 'vitest';
import { human, runDaily, statuses, townWithAlice } from '../support/one-due-user.ts';
import { lineOf } from '../support/test-organization.ts';

/** Random stories found it: the last key of a user went by `inactiveKeys: delete`, though keyturn itself had switched it off. */
it('a person who deletes the successor after the old key was deactivated finds the old key there, and is told', async () => {
  const { town, key } = townWithAlice();
  const settings = { inactiveKeys: 'delete' };
  await runDaily(town, 22, settings);
  expect(statuses(town)).toEqual(['Inactive', 'Active']);
  const successor = town.keysOf('alice')[1]?.id;
  human(town, 'iam', 'DeleteAccessKey', { UserName: 'alice', AccessKeyId: successor });
  const story = await runDaily(town, 30, settings);
  expect(new Set(story)).toEqual(new Set(['NOTHING blocked']));
  expect(town.keysOf('alice')).toEqual([{ id: key.accessKeyId, status: 'Inactive' }]);
  expect(lineOf(await town.run({ settings }), 'alice')).toMatchObject({ reason: 'successor-gone' });
});
