import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { probe } from '../../../src/app/probe/probe.ts';
import { inProcessClients } from '../../../src/aws/client/in-process.ts';
import { connectAws } from '../../../src/aws/connect.ts';
import { virtualClock } from '../../../src/sandbox/clock.ts';
import { inProcessTransport } from '../../../src/sandbox/in-process.ts';
import { addRole, roleCredentials } from '../../../src/sandbox/seed.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { deploy, PAYMENTS, REGION } from '../../deployed/organization.ts';
import { trusting } from '../../support/deployment.ts';
import { settingsWith } from '../../support/settings.ts';

/** The member role of docs/operations.md, as somebody makes it by hand. */
const documentedRole = (world: World): string => {
  const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  const [, policy = ''] = /<!-- policy: member -->\s*```json\n([\s\S]*?)```/.exec(page) ?? [];
  const policies = { keyturn: policy.replaceAll('222222222222', PAYMENTS) };
  addRole(world, PAYMENTS, { name: 'by-hand', trustPolicy: trusting(PAYMENTS), policies });
  return 'by-hand';
};

it.each([
  ['the member role of the templates', () => 'asa-iam-key-rotation-lambda-assumed-role'],
  ['the member role of docs/operations.md', documentedRole],
])('%s has every right that a probe needs, and is denied what the probe wants denied', async (_, roleIn) => {
  const { world } = deploy();
  const clock = virtualClock(world);
  const roleName = roleIn(world);
  const credentials = roleCredentials(world, PAYMENTS, { roleName });
  const clientFactory = inProcessClients(inProcessTransport(world), { clock, credentials });
  const { sessions } = connectAws({ clientFactory, clock, settings: settingsWith({}), runId: 'run', region: REGION });
  const account = { id: PAYMENTS, name: 'payments', email: undefined, state: 'ACTIVE' };
  const session = await sessions.openOwn({ readOnly: false });
  const { signal } = new AbortController();
  const writers = [`arn:aws:iam::${PAYMENTS}:role/${roleName}`];
  const result = await probe({ account, session, clock, signal, nonce: 'nonce', kmsKey: undefined, writers });
  expect(result.rows.filter(({ outcome }) => outcome === 'not-seen')).toEqual([]);
  expect(result.rows.find(({ id }) => id === 'read-by-others')?.outcome).toBe('as-expected');
  expect([result.verdict, result.leftOver]).toEqual(['fence-holds', []]);
});
