import { describe, expect, it } from 'vitest';
import { AwsError } from '../../src/sandbox/call.ts';
import type { Adoption } from '../../src/sandbox/model/application.ts';
import * as seed from '../../src/sandbox/seed.ts';
import { created, daily, secretOf, statuses } from '../support/story.ts';
import {
  createTestOrganization,
  lineOf,
  MEMBER,
  MEMBER_ROLE,
  REGION,
  type TestOrganization,
} from '../support/test-organization.ts';

const ELSEWHERE = 'eu-central-1';
const there = { secretRegion: ELSEWHERE };

const withUser = (adopt: Adoption = 'never'): TestOrganization => {
  const organization = createTestOrganization();
  const [old] = organization.user('deploy', [{ ageDays: 95, usedDaysAgo: 0 }]);
  if (old) organization.application('deploy', old, { everyDays: 1, adopt });
  return organization;
};

const stopped = { id: MEMBER, outcome: 'failed', error: expect.stringContaining(`rotated from Region ${REGION}`) };

const secretsIn = (organization: TestOrganization, region: string) => [
  ...(organization.world.accounts.get(MEMBER)?.secrets.get(region)?.values() ?? []),
];

/** A control policy that leaves IAM alone, as those that deny whole Regions do. */
const deny = (organization: TestOrganization, region: string): void =>
  seed.addScp(
    organization.world,
    MEMBER,
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          NotAction: ['iam:*', 'account:*'],
          Resource: '*',
          Condition: { StringEquals: { 'aws:RequestedRegion': region } },
        },
      ],
    }),
  );

describe('F77 another Region in a later run', () => {
  it.each([1, 3, 10, 20, 40, 100])(
    'stops the account on day %i, by plan and by apply, and changes nothing',
    async (day) => {
      const organization = withUser();
      await daily(organization, 'deploy', { days: day });
      const before = organization.keysOf('deploy');
      for (const mode of ['plan', 'apply'] as const) {
        const result = await organization.run({
          mode,
          settings: there,
          isForced: day === 40,
          scope: { users: day === 40 ? ['deploy'] : [] },
        });
        expect(result.accounts).toContainEqual(expect.objectContaining(stopped));
        expect([result.users, result.incomplete, result.apiCalls.writes]).toEqual([[], true, 0]);
      }
      expect(organization.keysOf('deploy')).toEqual(before);
      expect(secretsIn(organization, ELSEWHERE)).toEqual([]);
    },
  );

  it('and back in the first one the rotation goes on', async () => {
    const organization = withUser();
    await daily(organization, 'deploy', { days: 5 });
    for (let day = 0; day < 3; day += 1) {
      await organization.run({ settings: there });
      organization.days(1);
    }
    await daily(organization, 'deploy', { days: 60 });
    expect([created(organization), organization.world.applications[0]?.interruptions]).toEqual([1, []]);
  });

  it('says where, how many, and what to do', async () => {
    const organization = withUser();
    await organization.run();
    const { accounts } = await organization.run({ settings: there });
    expect(accounts.find(({ id }) => id === MEMBER)?.error).toBe(
      'rotated from Region us-east-1 (secrets of the deployment keyturn there: 1): set secretRegion to that Region, or move first (docs/operations.md, Regions)',
    );
  });

  it('is no matter where nobody is concerned: a run costs no request more', async () => {
    const organization = createTestOrganization();
    organization.user('young', [{ ageDays: 5, usedDaysAgo: 0 }]);
    await organization.run({ settings: there });
    expect(organization.sent).not.toContain('account:ListRegions');
  });

  it('counts the secrets of this deployment alone', async () => {
    const organization = withUser();
    await organization.run();
    const result = await organization.run({ settings: { ...there, deployment: 'another' } });
    expect(result.accounts.find(({ id }) => id === MEMBER)).toMatchObject({ outcome: 'done' });
  });

  it('takes a replica for what it is: a copy of what is written elsewhere', async () => {
    const organization = withUser('at-once');
    await daily(organization, 'deploy', { days: 40 });
    organization.days(60);
    const account = organization.world.accounts.get(MEMBER);
    const [secret] = secretsIn(organization, REGION);
    if (account === undefined || secret === undefined) throw new Error('no secret');
    secret.replicas = [{ region: ELSEWHERE, status: 'InSync', message: '' }];
    // The sandbox makes no copies of its own.
    account.secrets.set(ELSEWHERE, new Map([[secret.name, secret]]));
    const { accounts } = await organization.run({ settings: there });
    expect(accounts).toContainEqual(expect.objectContaining(stopped));
  });
});

describe('the first secret of an account', () => {
  const listsOf = (organization: TestOrganization): number =>
    organization.sent.filter((name) => name === 'secretsmanager:ListSecrets').length;

  it('waits for one list of Regions and one list of secrets in each, once an account and run', async () => {
    const organization = withUser();
    for (const name of ['ann', 'bob']) organization.user(name, [{ ageDays: 95, usedDaysAgo: 0 }]);
    const { accounts } = await organization.run();
    expect(accounts.find(({ id }) => id === MEMBER)).toMatchObject({ outcome: 'done' });
    expect(organization.sent.filter((name) => name === 'account:ListRegions')).toHaveLength(1);
    // Of 17 Regions that every account has, the one in use was listed before; one list of another account. And each
    // Region of the account that would hold the secrets of all.
    const first = listsOf(organization) - 17;
    expect([first - 16 >= 1, first - 16 <= 2]).toEqual([true, true]);
    organization.user('eve', [{ ageDays: 95, usedDaysAgo: 0 }]);
    await organization.run();
    expect(listsOf(organization) - 17 - first).toBeLessThanOrEqual(2);
    expect(organization.sent.filter((name) => name === 'account:ListRegions')).toHaveLength(1);
  });

  it('is looked for in the Regions that are named, where some are', async () => {
    const organization = withUser();
    await organization.run({ settings: { regions: [REGION, ELSEWHERE, 'eu-west-1'] } });
    expect(organization.sent).not.toContain('account:ListRegions');
    const result = await organization.run({ settings: { ...there, regions: [REGION, 'eu-west-1'] } });
    expect(result.accounts).toContainEqual(expect.objectContaining(stopped));
  });

  it('is made where a control policy denies some Regions, with a remark that names them', async () => {
    const organization = withUser();
    deny(organization, 'eu-west-1');
    deny(organization, 'sa-east-1');
    const result = await organization.run();
    expect(lineOf(result, 'deploy')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    expect(result.remarks).toContainEqual(expect.stringContaining('denied or not on: eu-west-1, sa-east-1'));
  });

  it('waits where a Region does not answer: the account stops, and goes on the next day', async () => {
    const organization = withUser();
    organization.before = ({ operation, count }) => {
      if (operation === 'secretsmanager:ListSecrets' && count === 9)
        throw new AwsError('InternalServiceError', 'try again', 500);
    };
    const result = await organization.run();
    const { error } = result.accounts.find(({ id }) => id === MEMBER) ?? {};
    expect(error).toContain('InternalServiceError');
    expect([created(organization), result.apiCalls.writes]).toEqual([0, 0]);
    expect(lineOf(await organization.run(), 'deploy')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  });

  it('waits where the Regions cannot be told for another reason than a lacking right', async () => {
    const organization = withUser();
    organization.before = ({ operation }) => {
      if (operation === 'account:ListRegions') throw new AwsError('TooManyRequestsException', 'slow down', 429);
    };
    expect(lineOf(await organization.run(), 'deploy')).toBeUndefined();
    expect(created(organization)).toBe(0);
  });

  it('is made by a member role that is older than the right to list Regions, with a remark', async () => {
    const organization = withUser();
    const role = organization.world.accounts.get(MEMBER)?.roles.get(MEMBER_ROLE);
    const document = role?.inlinePolicies.get('keyturn')?.replace(',"account:ListRegions"', '') ?? '';
    role?.inlinePolicies.set('keyturn', document);
    const result = await organization.run();
    expect(lineOf(result, 'deploy')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    expect(result.remarks).toContainEqual(expect.stringContaining('update the member stacks (account:ListRegions)'));
  });
});

describe('F78 an account that has not enabled a Region', () => {
  it('is not asked there; one that has is', async () => {
    const organization = withUser();
    expect(lineOf(await organization.run(), 'deploy')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    const other = withUser();
    other.world.accounts.get(MEMBER)?.optInRegions.add('eu-south-1');
    await other.run({ settings: { secretRegion: 'eu-south-1' } });
    const { accounts } = await other.run({ settings: there });
    expect(accounts.find(({ id }) => id === MEMBER)?.error).toContain('rotated from Region eu-south-1');
  });

  it('is worked where a person named that Region, with a remark', async () => {
    const organization = withUser();
    const result = await organization.run({ settings: { regions: [REGION, 'me-south-1'] } });
    expect(lineOf(result, 'deploy')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    expect(result.remarks).toContainEqual(expect.stringContaining('denied or not on: me-south-1'));
  });

  it('fails alone where its secrets should be in that Region: nothing is done there, and others go on', async () => {
    const organization = withUser();
    const result = await organization.run({ settings: { secretRegion: 'me-south-1' } });
    expect(result.accounts.map(({ outcome }) => outcome)).toEqual(['done', 'failed']);
    expect(result.accounts.at(-1)?.error).toContain('me-south-1, where secrets are to be, does not seem to be on');
    expect([created(organization), result.apiCalls.writes]).toEqual([0, 0]);
    expect(statuses(organization, 'deploy')).toEqual(['Active']);
  });
});

describe('a deployment that moves to another Region', () => {
  const leave = (organization: TestOrganization): void => {
    for (const secret of secretsIn(organization, REGION)) secret.tags.delete('keyturn:deployment');
  };

  it('goes on there when every rotation has ended and the old secrets are no longer of the deployment', async () => {
    const organization = createTestOrganization();
    const [old] = organization.user('deploy', [{ ageDays: 95, usedDaysAgo: 0 }]);
    if (old === undefined) throw new Error('no key');
    const application = organization.application('deploy', old, { everyDays: 1, adopt: 'at-once' });
    await daily(organization, 'deploy', { days: 40 });
    expect(statuses(organization, 'deploy')).toEqual(['Active']);
    leave(organization);
    await daily(organization, 'deploy', { days: 40, settings: there });
    expect(created(organization)).toBe(1);
    Object.assign(application, { region: ELSEWHERE });
    await daily(organization, 'deploy', { days: 60, settings: there });
    expect([created(organization), statuses(organization, 'deploy'), application.interruptions]).toEqual([
      2,
      ['Active'],
      [],
    ]);
    expect(secretsIn(organization, ELSEWHERE).map(({ name }) => name)).toEqual([secretOf('deploy')]);
    const [left] = secretsIn(organization, REGION);
    expect([left?.deletion, left?.tags.get('keyturn:gone')]).toEqual([undefined, undefined]);
  });

  it('that was not prepared is refused, however often it is tried', async () => {
    const organization = withUser();
    await daily(organization, 'deploy', { days: 40 });
    await daily(organization, 'deploy', { days: 100, settings: there });
    expect([created(organization), secretsIn(organization, ELSEWHERE)]).toEqual([1, []]);
  });
});
