import { describe, expect, it } from 'vitest';
import { AwsError } from '../../src/sandbox/call.ts';
import type { Adoption } from '../../src/sandbox/model/application.ts';
import type { SandboxCredentials } from '../../src/sandbox/service-name.ts';
import { admin, created, daily, secretOf, statuses } from '../support/story.ts';
import { createTestOrganization, lineOf, MEMBER, type TestOrganization } from '../support/test-organization.ts';

const rename = (organization: TestOrganization, from: string, to: string): void =>
  admin(organization, 'iam', ['UpdateUser', { UserName: from, NewUserName: to }]);

const withUser = (adopt: Adoption): { organization: TestOrganization; old: SandboxCredentials } => {
  const organization = createTestOrganization();
  const [old] = organization.user('deploy', [{ ageDays: 95, usedDaysAgo: 0 }]);
  if (old === undefined) throw new Error('no key');
  organization.application('deploy', old, { everyDays: 1, adopt });
  return { organization, old };
};

/** Steps with the day on which each was done. */
const stepsOf = (said: readonly string[]): readonly string[] =>
  said.flatMap((line, day) => (/ done /.test(line) ? [`${day} ${line}`] : []));

/** What became of the user, whatever the name. */
const lifeOf = async (organization: TestOrganization, days: number, renamedOn: number): Promise<readonly string[]> => {
  const before = await daily(organization, 'deploy', { days: renamedOn });
  rename(organization, 'deploy', 'deploy-ci');
  return stepsOf([...before, ...(await daily(organization, 'deploy-ci', { days: days - renamedOn }))]);
};

it('a user renamed in the middle of a rotation keeps the successor that a mail promised', async () => {
  const { organization, old } = withUser('never');
  await daily(organization, 'deploy', { days: 5 });
  const successor = organization.keysOf('deploy').find(({ id }) => id !== old.accessKeyId)?.id;
  rename(organization, 'deploy', 'deploy-ci');
  const line = lineOf(await organization.run(), 'deploy-ci');
  expect(line?.reason).not.toBe('two-keys-in-use'); // nobody ever used the successor
  await daily(organization, 'deploy-ci', { days: 120 });
  expect(organization.keysOf('deploy-ci').map(({ id }) => id)).toContain(successor);
});

describe('F72 a user renamed on any day of a cycle', async () => {
  const DAYS = 60;
  const { organization: undisturbed } = withUser('at-once');
  const expected = stepsOf(await daily(undisturbed, 'deploy', { days: DAYS }));
  const last = Number(expected.at(-1)?.split(' ')[0]);

  it('would be rotated, and his old key retired, in that time', () => {
    expect(expected.map((line) => line.split(' ')[1])).toEqual(['ROTATE', 'WARN', 'DEACTIVATE', 'ANNOUNCE', 'DELETE']);
  });

  it.each(Array.from({ length: last + 1 }, (_, index) => index + 1))(
    'that is day %i: keeps the steps, the dates and the keys, and nobody is interrupted',
    async (day) => {
      const { organization } = withUser('at-once');
      expect(await lifeOf(organization, DAYS, day)).toEqual(expected);
      expect(statuses(organization, 'deploy-ci')).toEqual(['Active']);
      expect([created(organization), organization.world.applications[0]?.interruptions]).toEqual([1, []]);
      const secrets = organization.world.accounts.get(MEMBER)?.secrets.get('us-east-1');
      expect([...(secrets?.keys() ?? [])]).toEqual([secretOf('deploy')]);
    },
  );
});

describe('a renamed user', () => {
  it('is rotated into the same secret in the next cycles, and the result says that the secret has another name', async () => {
    const { organization } = withUser('at-once');
    await daily(organization, 'deploy', { days: 40 });
    rename(organization, 'deploy', 'deploy-ci');
    organization.days(60);
    const result = await organization.run();
    expect(lineOf(result, 'deploy-ci')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    expect(result.remarks.join()).toContain('deploy-ci (222222222222): the secret is called after another name');
    await daily(organization, 'deploy-ci', { days: 40 });
    expect(statuses(organization, 'deploy-ci')).toEqual(['Active']);
    expect(organization.world.applications[0]?.interruptions).toEqual([]);
    expect(organization.sent.filter((name) => name === 'secretsmanager:CreateSecret')).toHaveLength(1);
  });

  it('keeps a secret of his own that was adopted, though nothing was stored in it yet', async () => {
    const organization = createTestOrganization();
    organization.user('deploy', [{ ageDays: 95, usedDaysAgo: 0 }]);
    const ClientRequestToken = '00000000-0000-4000-8000-000000000001';
    const input = { Name: secretOf('deploy'), SecretString: '{}', ClientRequestToken };
    admin(organization, 'secretsmanager', ['CreateSecret', input]);
    const adopt = { settings: { adopt: true } };
    organization.before = ({ operation }) => {
      if (operation === 'iam:CreateAccessKey') throw new AwsError('LimitExceeded', 'not today', 409);
    };
    await organization.run(adopt);
    organization.before = () => undefined;
    rename(organization, 'deploy', 'deploy-ci');
    organization.days(1);
    await organization.run(adopt);
    expect(statuses(organization, 'deploy-ci')).toEqual(['Active', 'Active']);
    expect(organization.sent.filter((name) => name === 'secretsmanager:CreateSecret')).toEqual([]);
  });

  it('costs a request more on days on which somebody may be in mid-rotation, and none otherwise', async () => {
    const { organization } = withUser('at-once');
    await daily(organization, 'deploy', { days: 3 });
    rename(organization, 'deploy', 'deploy-ci');
    const from = organization.sent.length;
    await daily(organization, 'deploy-ci', { days: 4 });
    expect(organization.sent.slice(from).filter((name) => name === 'iam:GetUser')).toEqual([]);
  });

  it('goes on where AWS shows his old name in the policy of the secret: it is put right', async () => {
    const { organization, old } = withUser('never');
    await daily(organization, 'deploy', { days: 2 });
    const secret = organization.world.accounts.get(MEMBER)?.secrets.get('us-east-1')?.get(secretOf('deploy'));
    const before = secret?.resourcePolicy;
    rename(organization, 'deploy', 'deploy-ci');
    if (secret && before) secret.resourcePolicy = before;
    await daily(organization, 'deploy-ci', { days: 40 });
    expect(secret?.resourcePolicy?.document).toContain(':user/deploy-ci');
    expect(organization.read('deploy', old)).toContain('"UserName":"deploy"');
  });

  it('that nobody can list is still found by his id, and where that is refused too nothing is made', async () => {
    const { organization } = withUser('at-once');
    await daily(organization, 'deploy', { days: 40 });
    rename(organization, 'deploy', 'deploy-ci');
    organization.days(60);
    let lists = 0;
    organization.before = ({ operation }) => {
      if (operation !== 'secretsmanager:ListSecrets') return;
      lists += 1;
      throw Object.assign(new Error('slow down'), {
        name: 'AccessDeniedException',
        $metadata: { httpStatusCode: 400 },
      });
    };
    const result = await organization.run();
    expect(lists).toBeGreaterThan(1);
    expect(lineOf(result, 'deploy-ci')).toMatchObject({ outcome: 'failed', reason: 'AccessDeniedException' });
    expect([created(organization), result.apiCalls.writes]).toEqual([1, 0]);
  });
});

describe('a new user who takes the old name', () => {
  const withHeir = async (): Promise<{ organization: TestOrganization; heir: SandboxCredentials }> => {
    const { organization } = withUser('at-once');
    await daily(organization, 'deploy', { days: 5 });
    rename(organization, 'deploy', 'deploy-ci');
    const [heir] = organization.user('deploy', [{ ageDays: 95, usedDaysAgo: 0 }]);
    if (heir === undefined) throw new Error('no key');
    return { organization, heir };
  };
  const secretOfHeir = (organization: TestOrganization): string =>
    `deploy!${organization.world.accounts.get(MEMBER)?.users.get('deploy')?.userId}`;

  it('gets a secret of his own, which is found again; the renamed user keeps his', async () => {
    const { organization, heir } = await withHeir();
    const application = organization.application('deploy', heir, { everyDays: 1, adopt: 'at-once' });
    Object.assign(application, { secretName: secretOf(secretOfHeir(organization)) });
    const said = await daily(organization, 'deploy', { days: 60 });
    expect(stepsOf(said).map((line) => line.split(' ')[1])).toEqual([
      'ROTATE',
      'WARN',
      'DEACTIVATE',
      'ANNOUNCE',
      'DELETE',
    ]);
    expect([statuses(organization, 'deploy'), statuses(organization, 'deploy-ci')]).toEqual([['Active'], ['Active']]);
    expect(created(organization)).toBe(2);
    for (const { interruptions } of organization.world.applications) expect(interruptions).toEqual([]);
  });

  it('cannot read the secret that is called after his name, and the one before cannot read his', async () => {
    const { organization, heir } = await withHeir();
    await daily(organization, 'deploy', { days: 1 });
    expect(() => organization.read('deploy', heir)).toThrow(/explicit deny/);
    expect(organization.read(secretOfHeir(organization), heir)).toContain('"UserName":"deploy"');
    const renamed = organization.world.applications[0]?.credentials;
    expect(() => renamed && organization.read(secretOfHeir(organization), renamed)).toThrow(/explicit deny/);
  });
});

describe('whoever may tag', () => {
  const tag = (organization: TestOrganization, secret: string, id: string): void =>
    admin(organization, 'secretsmanager', [
      'TagResource',
      { SecretId: secretOf(secret), Tags: [{ Key: 'keyturn:user-id', Value: id }] },
    ]);

  it('and puts a wrong id on a secret stops its user, who gets no second secret', async () => {
    const { organization } = withUser('never');
    await daily(organization, 'deploy', { days: 5 });
    tag(organization, 'deploy', 'AIDASOMEBODYELSE00000');
    organization.days(95);
    expect(lineOf(await organization.run(), 'deploy')).toMatchObject({
      reason: 'hold-other-owner',
      outcome: 'blocked',
    });
    expect(organization.world.accounts.get(MEMBER)?.secrets.get('us-east-1')?.size).toBe(1);
  });

  it("and puts a user's id on another's secret gives it to nobody", async () => {
    const { organization } = withUser('never');
    await daily(organization, 'deploy', { days: 1 });
    organization.user('ann', [{ ageDays: 95, usedDaysAgo: 0 }]);
    const ann = organization.world.accounts.get(MEMBER)?.users.get('ann')?.userId ?? '';
    tag(organization, 'deploy', ann);
    const result = await organization.run();
    expect(lineOf(result, 'ann')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
    expect(result.remarks.join()).toContain('carries the id of ann, and was never that user');
    expect(organization.world.accounts.get(MEMBER)?.secrets.get('us-east-1')?.has(secretOf('ann'))).toBe(true);
  });
});
