import { expect, it } from 'vitest';
import { MINUTE } from '../../src/core/time.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { createTestOrganization, lineOf, MANAGEMENT } from '../support/test-organization.ts';

/** IAM and STS accept a signature that is 15 minutes off, so keyturn itself must compare the clocks. */
it.each([
  ['four minutes ahead', 4 * MINUTE, 'planned'],
  ['four minutes behind', -4 * MINUTE, 'planned'],
  ['six minutes ahead', 6 * MINUTE, 'failed'],
  ['six minutes behind', -6 * MINUTE, 'failed'],
])('a clock that is %s of AWS, where AWS itself would not mind: %s ms, %s', async (_, clockSkewMs, outcome) => {
  const organization = createTestOrganization();
  seed.addUser(organization.world, MANAGEMENT, { name: 'alice' });
  seed.addKey(organization.world, MANAGEMENT, 'alice', { createdAt: 0 as never });
  // Secrets Manager minds after five minutes; everything else is asked before it.
  organization.before = ({ operation }) => {
    if (operation.startsWith('secretsmanager:'))
      organization.world.now = (organization.world.now + clockSkewMs) as never;
  };
  organization.after = ({ operation }) => {
    if (operation.startsWith('secretsmanager:'))
      organization.world.now = (organization.world.now - clockSkewMs) as never;
  };
  const result = await organization.run({ mode: 'plan', clockSkewMs, scope: { accounts: 'self' } });
  expect(lineOf(result, 'alice')).toMatchObject({ outcome });
});
