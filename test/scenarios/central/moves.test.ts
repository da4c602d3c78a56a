import { describe, expect, it } from 'vitest';
import * as seed from '../../../src/sandbox/seed.ts';
import { deployCentral } from '../../support/deployment.ts';
import { daily, secretOf } from '../../support/story.ts';
import {
  createTestOrganization,
  lineOf,
  MANAGEMENT,
  MEMBER,
  REGION,
  type TestOrganization,
} from '../../support/test-organization.ts';

/** From the accounts of the users to one for all, and back. */
interface Moving {
  readonly organization: TestOrganization;
  /** The settings before and after. */
  readonly before: Record<string, unknown>;
  readonly after: Record<string, unknown>;
  /** Accounts of the secrets before and after. */
  readonly from: string;
  readonly to: string;
}

type Direction = 'into one account' | 'back to the accounts of the users';

const moving = (direction: Direction): Moving => {
  const organization = createTestOrganization();
  const central = { storeSecretsInCentralAccount: true, kmsKey: deployCentral(organization.world).arn };
  const isBack = direction !== 'into one account';
  const [old] = organization.user('deploy', [{ ageDays: 95, usedDaysAgo: 0 }]);
  if (old) organization.application('deploy', old, { everyDays: 1, adopt: 'at-once', isCentral: isBack });
  return isBack
    ? { organization, before: central, after: {}, from: MANAGEMENT, to: MEMBER }
    : { organization, before: {}, after: central, from: MEMBER, to: MANAGEMENT };
};

const secretsIn = ({ world }: TestOrganization, account: string) => [
  ...(world.accounts.get(account)?.secrets.get(REGION)?.values() ?? []),
];

describe.each<Direction>(['into one account', 'back to the accounts of the users'])(
  'secrets that move %s',
  (direction) => {
    it.each([1, 3, 10, 20, 40, 100])(
      'stop the account on day %i, by plan and by apply, and nothing changes',
      async (day) => {
        const { organization, before, after, from, to } = moving(direction);
        await daily(organization, 'deploy', { days: day, settings: before });
        const keys = organization.keysOf('deploy');
        for (const mode of ['plan', 'apply'] as const) {
          const result = await organization.run({
            mode,
            settings: after,
            isForced: day === 40,
            scope: { users: day === 40 ? ['deploy'] : [] },
          });
          const error = `rotated from the secrets of account ${from}, in Region ${REGION} (secrets of the deployment keyturn there: 1)`;
          expect(result.accounts).toContainEqual(
            expect.objectContaining({ id: MEMBER, outcome: 'failed', error: expect.stringContaining(error) }),
          );
          expect([result.users, result.apiCalls.writes]).toEqual([[], 0]);
        }
        expect(organization.keysOf('deploy')).toEqual(keys);
        expect(secretsIn(organization, to)).toEqual([]);
      },
    );

    it('go on as if nothing had been, where the setting comes back', async () => {
      const { organization, before, after } = moving(direction);
      await daily(organization, 'deploy', { days: 5, settings: before });
      for (let day = 0; day < 3; day += 1) {
        await organization.run({ settings: after });
        organization.days(1);
      }
      await daily(organization, 'deploy', { days: 60, settings: before });
      expect(organization.keysOf('deploy').map(({ status }) => status)).toEqual(['Active']);
      expect(organization.world.applications[0]?.interruptions).toEqual([]);
    });

    it('as the guide says: at rest, without the mark, and each key when it is due', async () => {
      const { organization, before, after, from, to } = moving(direction);
      await daily(organization, 'deploy', { days: 40, settings: before });
      const [secret] = secretsIn(organization, from);
      secret?.tags.delete('keyturn:deployment');
      await daily(organization, 'deploy', { days: 60, settings: after });
      expect(secretsIn(organization, to)).toMatchObject([{ name: secretOf('deploy') }]);
      expect(organization.keysOf('deploy')).toHaveLength(2);
      const [application] = organization.world.applications;
      const place = to === MEMBER ? '' : `arn:aws:secretsmanager:${REGION}:${MANAGEMENT}:secret:`;
      Object.assign(application ?? {}, { secretName: `${place}${secretOf('deploy')}` });
      await daily(organization, 'deploy', { days: 50, settings: after });
      expect(organization.keysOf('deploy').map(({ status }) => status)).toEqual(['Active']);
      expect(application?.interruptions).toEqual([]);
    });
  },
);

it('a caller who may not look into his own account goes on, with a remark', async () => {
  const { organization } = moving('into one account');
  const { world } = organization;
  const [statement] = [{ Effect: 'Allow', NotAction: 'secretsmanager:ListSecrets', Resource: '*' }];
  seed.addRole(world, MANAGEMENT, {
    name: 'narrow',
    trustPolicy: '{"Version":"2012-10-17","Statement":[]}',
    policies: { all: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) },
  });
  const as = seed.roleCredentials(world, MANAGEMENT, { roleName: 'narrow', sessionName: 'ann' });
  const result = await organization.run({ as });
  expect(lineOf(result, 'deploy')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  expect(result.remarks.filter((remark) => remark.includes(`in account ${MANAGEMENT}`))).toHaveLength(1);
});
