import { expect, it } from 'vitest';
import { exitCodeOf } from '../../../src/cli/exit-code.ts';
import { createTestOrganization } from '../../support/test-organization.ts';

it('plan --check is 0 straight after an apply that left nothing to do, and 1 when a step waits for the next run', async () => {
  const organization = createTestOrganization();
  organization.user('alice', [{ ageDays: 95, usedDaysAgo: 40 }]);
  await organization.run();
  const codes: number[] = [];
  const expected: number[] = [];
  for (let day = 0; day < 25; day += 1) {
    await organization.run();
    // Time stands still between the two: what apply left undone waits for a later day.
    codes.push(exitCodeOf(await organization.run({ mode: 'plan' }), { isInterrupted: false, isCheck: true }));
    expected.push(0);
    organization.days(1);
    const plan = await organization.run({ mode: 'plan' });
    const acts = plan.users.some(({ outcome }) => outcome === 'planned');
    codes.push(exitCodeOf(plan, { isInterrupted: false, isCheck: true }));
    expected.push(acts ? 1 : 0);
  }
  expect(codes).toEqual(expected);
});
