import { expect, it } from 'vitest';
import { openSecretsStep, type SecretsToOpen } from '../../../src/app/deploy/open-secrets.ts';
import type { DeployTools } from '../../../src/app/deploy/step.ts';
import type { Account } from '../../../src/app/ports/organizations.ts';
import { writersIn } from '../../../src/app/secret/policy-state.ts';
import { inProcessClients } from '../../../src/aws/client/in-process.ts';
import { connectAws } from '../../../src/aws/connect.ts';
import { virtualClock } from '../../../src/sandbox/clock.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import { inProcessTransport } from '../../../src/sandbox/in-process.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import { settingsWith } from '../../support/settings.ts';
import { secretOf } from '../../support/story.ts';
import { createTestOrganization, MEMBER, REGION, type TestOrganization } from '../../support/test-organization.ts';

const member: Account = { id: MEMBER, name: 'payments', email: undefined, state: 'ACTIVE' };

const rotated = async (): Promise<TestOrganization> => {
  const organization = createTestOrganization();
  for (const user of ['ann', 'bob']) organization.user(user, [{ ageDays: 95, usedDaysAgo: 30 }]);
  await organization.run();
  return organization;
};

const policyOf = ({ world }: TestOrganization, user: string): string | undefined =>
  [...(world.accounts.get(MEMBER)?.secrets.get(REGION)?.values() ?? [])].find(({ name }) => name === secretOf(user))
    ?.resourcePolicy?.document;

const stepOf = ({ world, operator }: TestOrganization, given: Partial<SecretsToOpen> = {}) => {
  const clock = virtualClock(world);
  const clientFactory = inProcessClients(inProcessTransport(world), { clock, credentials: operator });
  const { sessions } = connectAws({ clientFactory, clock, settings: settingsWith({}), runId: 'run', region: REGION });
  const tools: DeployTools = {
    clock,
    signal: new AbortController().signal,
    report: () => undefined,
    isDryRun: false,
    dialog: { begin: async () => undefined, tell: () => undefined, approve: async () => 'yes' },
  };
  const accounts = async () => ({ accounts: [member], failure: undefined });
  return openSecretsStep({ accounts, sessions, deployment: 'keyturn', ...given }, tools);
};

const play = async (step: ReturnType<typeof stepOf>) => {
  const preview = await step.preview();
  return preview.kind === 'settled' ? preview.result : preview.carryOut();
};

it('undeploy lets whoever has the rights change and delete the secrets again, and nobody else read them', async () => {
  const organization = await rotated();
  expect(await play(stepOf(organization))).toMatchObject({
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
  expect(await play(stepOf(organization))).toMatchObject({ outcome: 'unchanged' });
});

it('the secrets of another installation are left alone', async () => {
  const organization = await rotated();
  expect(await play(stepOf(organization, { deployment: 'another' }))).toMatchObject({ outcome: 'unchanged' });
  expect(writersIn(policyOf(organization, 'ann'))).toBeDefined();
});

it('accounts that cannot be entered are named, with what can be done, and nothing else is taken away', async () => {
  const organization = await rotated();
  const closed = { ...member, id: '333333333333' as typeof member.id };
  const accounts = async () => ({ accounts: [closed], failure: 'the list broke off' });
  const { outcome, lines } = await play(stepOf(organization, { accounts }));
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
  const { outcome, lines } = await play(stepOf(organization));
  expect([outcome, lines.filter((line) => line.includes(secretOf('bob'))).length]).toEqual(['incomplete', 1]);
});
