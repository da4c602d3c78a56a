import { expect, it } from 'vitest';
import { writersIn } from '../../src/app/secret/policy-state.ts';
import { addApplication } from '../../src/sandbox/applications.ts';
import type { SandboxSecret } from '../../src/sandbox/model/secret.ts';
import { createDeployedOrganization, type DeployedOrganization } from './deployed-organization.ts';
import { addUser, keysOf, PAYMENTS, PRIMARY, REGION, WEB } from './organization.ts';
import { KMS_KEY_ID } from './stack/resolve.ts';

/** Two days each: a whole rotation takes less. */
const RUNS = 30;

/** The main stack keeps all secrets, under the key that it makes. */
const keepingAllSecrets = (): DeployedOrganization => {
  const organization = createDeployedOrganization({ StoreSecretsInCentralAccount: 'True' });
  const { world, main } = organization;
  const policy = JSON.stringify(main.property('KeyOfSecrets', 'KeyPolicy'));
  const arn = `arn:aws:kms:${REGION}:${PRIMARY}:key/${KMS_KEY_ID}`;
  const key = { id: KMS_KEY_ID, arn, region: REGION, createdAt: world.now, enabled: true, policy };
  world.accounts.get(PRIMARY)?.kmsKeys.set(arn, key);
  return organization;
};

const secretsIn = ({ world }: DeployedOrganization, account: string): readonly SandboxSecret[] =>
  [...(world.accounts.get(account)?.secrets.values() ?? [])].flatMap((region) => [...region.values()]);

it('keeps the secrets of all accounts in the primary one, by the roles and the key of the templates', async () => {
  const organization = keepingAllSecrets();
  const applications = [PAYMENTS, WEB].map((accountId) => {
    const [credentials] = addUser(organization, accountId, 'ann', [{ ageDays: 95, usedDaysAgo: 0 }]);
    if (credentials === undefined) throw new Error('no key');
    const name = `Account_${accountId}_User_ann_AccessKey`;
    const secretName = `arn:aws:secretsmanager:${REGION}:${PRIMARY}:secret:${name}`;
    const region = REGION;
    const habits = { region, everyMs: 43_200_000, adopt: 'at-once' } as const;
    return addApplication(organization.world, { accountId, userName: 'ann', secretName, credentials, ...habits });
  });
  const { result } = await organization.daily();
  expect(result.summary).toMatchObject({ rotated: 2, told: 2, failed: 0 });
  expect(result.remarks.filter((remark) => /read|secrets/.test(remark))).toEqual([]);
  for (let run = 0; run < RUNS; run += 1) {
    organization.days(2);
    await organization.daily();
  }
  expect([PAYMENTS, WEB].map((account) => secretsIn(organization, account))).toEqual([[], []]);
  expect(secretsIn(organization, PRIMARY).map(({ name }) => name)).toEqual(
    [PAYMENTS, WEB].map((account) => `Account_${account}_User_ann_AccessKey`),
  );
  const writers = secretsIn(organization, PRIMARY).map(({ resourcePolicy }) => writersIn(resourcePolicy?.document));
  expect(writers[0]?.[0]).toBe(`arn:aws:iam::${PRIMARY}:role/asa-iam-key-rotation-central-secrets-role`);
  expect([PAYMENTS, WEB].map((account) => keysOf(organization, account, 'ann'))).toEqual([['Active'], ['Active']]);
  expect(applications.map(({ interruptions }) => interruptions)).toEqual([[], []]);
});
