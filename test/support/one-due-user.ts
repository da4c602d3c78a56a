import { execute } from '../../src/sandbox/execute.ts';
import * as seed from '../../src/sandbox/seed.ts';
import type { Credentials, ServiceName } from '../../src/sandbox/service-name.ts';
import { createTown, lineOf, MEMBER, REGION, type Town } from './test-organization.ts';

export const SECRET = `Account_${MEMBER}_User_alice_AccessKey`;

export const human = (town: Town, service: ServiceName, operation: string, input: object): unknown =>
  execute(town.world, {
    service,
    operation,
    input,
    region: REGION,
    credentials: seed.operatorCredentials(town.world, MEMBER),
  });

export const townWithAlice = (ageDays = 95): { town: Town; key: Credentials } => {
  const town = createTown();
  const [key] = town.user('alice', [{ ageDays, usedDaysAgo: 1 }]);
  if (!key) throw new Error('no key');
  return { town, key };
};

export const created = (town: Town): number => town.sent.filter((name) => name === 'iam:CreateAccessKey').length;
export const statuses = (town: Town): readonly string[] => town.keysOf('alice').map(({ status }) => status);

export const use = (town: Town, credentials: Credentials): unknown =>
  execute(town.world, { service: 'sts', operation: 'GetCallerIdentity', input: {}, region: REGION, credentials });

export const runDaily = async (town: Town, days: number, settings = {}): Promise<readonly string[]> => {
  const story: string[] = [];
  for (let day = 0; day < days; day += 1) {
    const line = lineOf(await town.run({ settings }), 'alice');
    if (line) story.push(`${line.step} ${line.outcome}`);
    town.days(1);
  }
  return story;
};
