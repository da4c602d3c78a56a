import { expect, it } from 'vitest';
import { instant } from '../../../src/core/time.ts';
import { createDemoWorld } from '../../../src/demo-organization/demo-organization.ts';
import { documented } from '../principals.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
}

const actionsOf = (policy: object, effect: string): readonly string[] =>
  (policy as { Statement: readonly Statement[] }).Statement.filter(({ Effect }) => Effect === effect).flatMap(
    ({ Action }) => Action,
  );

it('the member roles of the demo may what the documented one may, and no more', () => {
  const { world } = createDemoWorld({ now: instant(Date.UTC(2026, 4, 1)) });
  const wanted = documented('member');
  const roles = [...world.accounts.values()].flatMap(({ roles: all }) => {
    const role = all.get('asa-iam-key-rotation-lambda-assumed-role');
    return role === undefined ? [] : [[...role.inlinePolicies.values()].map((text) => JSON.parse(text) as object)];
  });
  expect(roles.length).toBeGreaterThan(5);
  for (const policies of roles)
    for (const effect of ['Allow', 'Deny'])
      expect([...new Set(policies.flatMap((policy) => actionsOf(policy, effect)))].sort()).toEqual(
        [...new Set(actionsOf(wanted, effect))].sort(),
      );
});
