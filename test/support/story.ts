import { BREAK_GLASS_ROLE } from '../../src/app/secret/writers.ts';
import { execute } from '../../src/sandbox/execute.ts';
import * as seed from '../../src/sandbox/seed.ts';
import type { SandboxService } from '../../src/sandbox/service-name.ts';
import { lineOf, MEMBER, REGION, type TestOrganization } from './test-organization.ts';

/** A call by a person with administrator rights in the member account, who may change secrets as well. */
export const admin = (
  organization: TestOrganization,
  service: SandboxService,
  [operation, input]: readonly [string, object],
  // biome-ignore lint/suspicious/noExplicitAny: the output of any operation.
): any =>
  execute(organization.world, {
    service,
    operation,
    input,
    region: REGION,
    credentials: seed.operatorCredentials(organization.world, MEMBER, { roleName: BREAK_GLASS_ROLE }),
  });

export const secretOf = (user: string): string => `Account_${MEMBER}_User_${user}_AccessKey`;

/** One run a day. Answers what the result said of the user each day, as `ROTATE done key-due`; `-`: nothing. */
export const daily = async (
  organization: TestOrganization,
  user: string,
  { days, settings = {} }: { readonly days: number; readonly settings?: Record<string, unknown> },
): Promise<string[]> => {
  const said: string[] = [];
  for (let day = 0; day < days; day += 1) {
    const line = lineOf(await organization.run({ settings }), user);
    said.push(line === undefined ? '-' : `${line.step} ${line.outcome} ${line.reason}`);
    organization.days(1);
  }
  return said;
};

/** Keys that keyturn made so far, or tried to. */
export const created = (organization: TestOrganization): number =>
  organization.sent.filter((name) => name === 'iam:CreateAccessKey').length;

export const statuses = (organization: TestOrganization, user: string): readonly string[] =>
  organization.keysOf(user).map(({ status }) => status);
