import { expect, test } from 'vitest';
import { accountById, inSandbox, MEMBER } from '../in-sandbox.fixture.ts';

test('an account has the Regions that are on by default, and those that it asked for', async () => {
  const sandbox = inSandbox();
  accountById(sandbox.world, MEMBER).optInRegions.add('eu-south-1');
  const { regions } = await sandbox.connected().sessions.open(sandbox.member, { readOnly: true });
  const enabled = await regions.enabled();
  expect(enabled).toEqual(expect.arrayContaining(['us-east-1', 'eu-central-1', 'eu-south-1']));
  expect(enabled).not.toContain('me-south-1');
});
