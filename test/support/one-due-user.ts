import { BREAK_GLASS_ROLE } from '../../src/app/secret/writers.ts';
import { execute } from '../../src/sandbox/execute.ts';
import * as seed from '../../src/sandbox/seed.ts';
import type { SandboxCredentials, SandboxService } from '../../src/sandbox/service-name.ts';
import { createTestOrganization, lineOf, MEMBER, REGION, type TestOrganization } from './test-organization.ts';

export const SECRET = `Account_${MEMBER}_User_alice_AccessKey`;

export const human = (
  organization: TestOrganization,
  service: SandboxService,
  operation: string,
  input: object,
): unknown =>
  execute(organization.world, {
    service,
    operation,
    input,
    region: REGION,
    credentials: seed.operatorCredentials(organization.world, MEMBER, { roleName: BREAK_GLASS_ROLE }),
  });

export const organizationWithOneDueUser = (
  ageDays = 95,
): { organization: TestOrganization; key: SandboxCredentials } => {
  const organization = createTestOrganization();
  const [key] = organization.user('alice', [{ ageDays, usedDaysAgo: 1 }]);
  if (!key) throw new Error('no key');
  return { organization, key };
};

export const created = (organization: TestOrganization): number =>
  organization.sent.filter((name) => name === 'iam:CreateAccessKey').length;
export const statuses = (organization: TestOrganization): readonly string[] =>
  organization.keysOf('alice').map(({ status }) => status);

export const use = (organization: TestOrganization, credentials: SandboxCredentials): unknown =>
  execute(organization.world, {
    service: 'sts',
    operation: 'GetCallerIdentity',
    input: {},
    region: REGION,
    credentials,
  });

export const runDaily = async (
  organization: TestOrganization,
  days: number,
  settings = {},
): Promise<readonly string[]> => {
  const history: string[] = [];
  for (let day = 0; day < days; day += 1) {
    const line = lineOf(await organization.run({ settings }), 'alice');
    if (line) history.push(`${line.step} ${line.outcome}`);
    organization.days(1);
  }
  return history;
};
