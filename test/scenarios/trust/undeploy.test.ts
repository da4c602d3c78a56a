import { expect, it } from 'vitest';
import { writersIn } from '../../../src/app/secret/policy-state.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import { secretOf } from '../../support/story.ts';
import { createTestOrganization, MEMBER, REGION, type TestOrganization } from '../../support/test-organization.ts';
import { member, openSecretsOf, playStep } from './open-secrets.fixture.ts';

const rotated = async (): Promise<TestOrganization> => {
  const organization = createTestOrganization();
  for (const user of ['ann', 'bob']) organization.user(user, [{ ageDays: 95, usedDaysAgo: 30 }]);
  await organization.run();
  return organization;
};

const policyOf = ({ world }: TestOrganization, user: string): string | undefined =>
  [...(world.accounts.get(MEMBER)?.secrets.get(REGION)?.values() ?? [])].find(({ name }) => name === secretOf(user))
    ?.resourcePolicy?.document;

it('undeploy lets whoever has the rights change and delete the secrets again, and nobody else read them', async () => {
  const organization = await rotated();
  expect(await playStep(openSecretsOf(organization))).toMatchObject({
    outcome: 'updated',
    lines: [`Change 2 policies in ${MEMBER}`],
  });
  for (const user of ['ann', 'bob']) {
    expect(writersIn(policyOf(organization, user))).toBeUndefined();
    expect(policyOf(organization, user)).toContain('NobodyElseReads');
  }
  execute(organization.world, {
    ...{ service: 'secretsmanager', operation: 'DeleteSecret', region: REGION },
    input: { SecretId: secretOf('ann'), RecoveryWindowInDays: 7 },
    credentials: seed.operatorCredentials(organization.world, MEMBER),
  });
  expect(await playStep(openSecretsOf(organization))).toMatchObject({ outcome: 'unchanged' });
});

it('the secrets of another installation are left alone', async () => {
  const organization = await rotated();
  expect(await playStep(openSecretsOf(organization, { deployment: 'another' }))).toMatchObject({
    outcome: 'unchanged',
  });
  expect(writersIn(policyOf(organization, 'ann'))).toBeDefined();
});

it('accounts that cannot be entered are named, with what can be done, and nothing else is taken away', async () => {
  const organization = await rotated();
  const closed = { ...member, id: '333333333333' as typeof member.id };
  const accounts = async () => ({ accounts: [closed], failure: 'the list broke off' });
  const { outcome, lines } = await playStep(openSecretsOf(organization, { accounts }));
  expect(outcome).toBe('incomplete');
  expect(lines[0]).toBe('not all accounts could be listed: the list broke off');
  expect(lines[1]).toMatch(/^account 333333333333: /);
  expect(lines[2]).toMatch(/OperatorPrincipalArns.*--leave-sealed/);
});

it('a secret whose policy cannot be changed is named', async () => {
  const organization = await rotated();
  organization.world.accounts.get(MEMBER)?.scps.push(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'secretsmanager:PutResourcePolicy', Resource: '*' }],
    }),
  );
  const { outcome, lines } = await playStep(openSecretsOf(organization));
  expect([outcome, lines.filter((line) => line.includes(secretOf('bob'))).length]).toEqual(['incomplete', 1]);
});
