import { describe, expect, it } from 'vitest';
import { READ_POLICY } from '../../../src/app/secret/name.ts';
import { writersIn } from '../../../src/app/secret/policy-state.ts';
import { AwsError } from '../../../src/sandbox/call.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { CENTRAL_ROLE, readOwnKeyPolicy } from '../../support/deployment.ts';
import { admin, created } from '../../support/story.ts';
import { lineOf, MANAGEMENT, MEMBER, REGION, type TestOrganization } from '../../support/test-organization.ts';
import { modelOf, type PlayedAccount, playAccount, USERS } from '../trust/whole-rotation.fixture.ts';

/** The secrets of all accounts in the one that keyturn runs in. */
const central = (users: readonly string[] = USERS): PlayedAccount => playAccount(users, { isCentral: true });

const secretsOfMember = ({ world }: TestOrganization) => world.accounts.get(MEMBER)?.secrets.get(REGION);

/** Whether these credentials read the secret of a user. */
const reads = (organization: TestOrganization, user: string, as: SandboxCredentials): boolean => {
  try {
    return organization.read(modelOf(organization, user)?.arn ?? '', as) !== '';
  } catch (error) {
    if (error instanceof AwsError && error.code === 'AccessDeniedException') return false;
    throw error;
  }
};

it('rotates whole, by the central role, and leaves nothing in the account of the users', async () => {
  const played = central();
  await played.wholeRotation();
  expect(played.said.filter((line) => /cannot|denied|failed/.test(line))).toEqual([]);
  expect(secretsOfMember(played.organization)).toBeUndefined();
  for (const user of USERS) {
    expect(modelOf(played.organization, user)).toMatchObject({ accountId: MANAGEMENT });
    expect(writersIn(played.policyOf(user))).toEqual([
      `arn:aws:iam::${MANAGEMENT}:role/${CENTRAL_ROLE}`,
      `arn:aws:iam::${MANAGEMENT}:root`,
      `arn:aws:iam::${MANAGEMENT}:role/keyturn-break-glass`,
    ]);
  }
});

it('lets the user read with each of his keys, and nobody else', async () => {
  const played = central();
  const { organization } = played;
  const { world } = organization;
  const [ann, bob] = world.applications.map(({ credentials }) => credentials);
  if (ann === undefined || bob === undefined) throw new Error('no application');
  await played.day();
  organization.days(1);
  const fetched = world.applications.map(({ credentials }) => credentials);
  expect([reads(organization, 'ann', ann), reads(organization, 'ann', fetched[0] ?? ann)]).toEqual([true, true]);
  const others = {
    bob,
    'an administrator of the account of the user': seed.operatorCredentials(world, MEMBER),
    'an administrator of the account of the secrets': seed.operatorCredentials(world, MANAGEMENT, {
      roleName: 'PowerUser',
    }),
    'the central role': seed.roleCredentials(world, MANAGEMENT, { roleName: CENTRAL_ROLE, sessionName: 'x' }),
    'whoever runs keyturn': organization.operator,
  };
  for (const [who, credentials] of Object.entries(others))
    expect([who, reads(organization, 'ann', credentials)]).toEqual([who, false]);
});

it('asks nothing of the account of the users but what is about users', async () => {
  const played = central();
  const asked: string[] = [];
  played.organization.before = ({ operation, input }) => {
    if (operation.startsWith('secretsmanager:') && operation !== 'secretsmanager:ListSecrets')
      asked.push(String(input.SecretId ?? input.Name));
  };
  await played.wholeRotation();
  expect(asked.filter((id) => id.startsWith('arn:') && !id.includes(`:${MANAGEMENT}:`))).toEqual([]);
});

it.each(['carol,ops', 'dan'])('a user called %s reads his secret, and goes on when he is renamed', async (name) => {
  const played = central([name]);
  const { organization } = played;
  await played.days(3);
  admin(organization, 'iam', ['UpdateUser', { UserName: name, NewUserName: 'renamed' }]);
  for (const application of organization.world.applications) Object.assign(application, { userName: 'renamed' });
  await played.days(30);
  expect(organization.world.applications[0]?.interruptions).toEqual([]);
  expect(organization.keysOf('renamed').length).toBeLessThanOrEqual(2);
  expect(created(organization)).toBeGreaterThanOrEqual(2);
});

describe('a user to whom the read cannot be given', () => {
  const refused = async (prepare: (organization: TestOrganization) => void): Promise<[PlayedAccount, string]> => {
    const played = central(['ann']);
    prepare(played.organization);
    const result = await played.day();
    const line = lineOf(result, 'ann');
    expect(line).toMatchObject({
      outcome: 'failed',
      reason: 'not-readable',
      remedy: expect.stringContaining('member stacks'),
    });
    expect([created(played.organization), modelOf(played.organization, 'ann')]).toEqual([0, undefined]);
    return [played, line?.message ?? ''];
  };

  const policyIs = (document: string) => (organization: TestOrganization) => {
    organization.world.accounts.get(MEMBER)?.policies.delete(`arn:aws:iam::${MEMBER}:policy/${READ_POLICY}`);
    seed.addManagedPolicy(organization.world, MEMBER, { name: READ_POLICY, document });
  };

  it('gets no secret and no key, where a control policy denies it', async () => {
    const deny = { Effect: 'Deny', Action: 'iam:AttachUserPolicy', Resource: '*' };
    const [, message] = await refused(({ world }) =>
      seed.addScp(world, MEMBER, JSON.stringify({ Version: '2012-10-17', Statement: [deny] })),
    );
    expect(message).toContain(`${READ_POLICY} cannot be attached (iam:AttachUserPolicy ends in AccessDenied)`);
  });

  it('nor where he has as many policies as a user may have', async () => {
    const [, message] = await refused(({ world }) => {
      for (let nth = 0; nth < 10; nth += 1) {
        const arn = `arn:aws:iam::${MEMBER}:policy/p${nth}`;
        seed.addManagedPolicy(world, MEMBER, { name: `p${nth}`, document: '{"Statement":[]}' });
        world.accounts.get(MEMBER)?.users.get('ann')?.attachedPolicies.push(arn);
      }
    });
    expect(message).toContain('LimitExceeded');
  });

  it('nor where the policy of an earlier member stack knows nothing of the other account', async () => {
    const [played, message] = await refused(policyIs(readOwnKeyPolicy(MEMBER)));
    expect(message).toContain(`gives no read of secrets in account ${MANAGEMENT}`);
    policyIs(readOwnKeyPolicy(MEMBER, MANAGEMENT))(played.organization);
    expect(lineOf(await played.day(), 'ann')).toMatchObject({ step: 'ROTATE', outcome: 'done' });
  });

  it('nor where the policy gives more', async () => {
    const all = { Effect: 'Allow', Action: '*', Resource: '*' };
    const { Statement } = JSON.parse(readOwnKeyPolicy(MEMBER, MANAGEMENT)) as { Statement: object[] };
    const [, message] = await refused(
      policyIs(JSON.stringify({ Version: '2012-10-17', Statement: [...Statement, all] })),
    );
    expect(message).toContain('gives more than the read of the own secret');
  });
});

it('a KMS key that does not serve the user leaves the old key until the new one is used', async () => {
  const played = central(['ann']);
  const { organization } = played;
  const [key] = organization.world.accounts.get(MANAGEMENT)?.kmsKeys.values() ?? [];
  const { Statement } = JSON.parse(key?.policy ?? '') as { Statement: object[] };
  if (key) key.policy = JSON.stringify({ Version: '2012-10-17', Statement: Statement.slice(0, 1) });
  await played.days(30);
  expect(organization.keysOf('ann').map(({ status }) => status)).toEqual(['Active', 'Active']);
  expect(organization.world.applications[0]?.interruptions).toEqual([]);
});

it('--account self is refused, since it keeps secrets in that account', async () => {
  const result = await central(['ann']).day({ scope: { accounts: 'self' } });
  expect(result.accounts).toMatchObject([
    { outcome: 'failed', error: expect.stringContaining('--account self keeps secrets in that account') },
  ]);
});

it('a caller who may not become the central role is told which role it is, and nothing is done', async () => {
  const played = central(['ann']);
  played.organization.world.accounts.get(MANAGEMENT)?.roles.delete(CENTRAL_ROLE);
  const { accounts } = await played.day();
  expect(accounts.find(({ id }) => id === MEMBER)).toMatchObject({
    outcome: 'failed',
    error: expect.stringMatching(
      /role\/asa-iam-key-rotation-central-secrets-role: does the main stack keep all secrets/,
    ),
  });
  expect(created(played.organization)).toBe(0);
});

it('an old key stays while code takes the read of the new one from its user, and goes when that ends', async () => {
  const played = central(['ann']);
  const { organization } = played;
  const settings = { retirement: 'on-schedule' };
  const detach = (): void => {
    const ann = organization.world.accounts.get(MEMBER)?.users.get('ann');
    ann?.attachedPolicies.splice(0);
  };
  const old = organization.keysOf('ann')[0]?.id;
  await played.day({ settings });
  const [application] = organization.world.applications;
  Object.assign(application ?? {}, { adopt: 'never' });
  for (let day = 0; day < 20; day += 1) {
    detach();
    await played.day({ settings });
  }
  expect(organization.keysOf('ann').map(({ status }) => status)).toEqual(['Active', 'Active']);
  expect(played.said.join()).toContain('had been taken from the user, and is attached again: the old key stays');
  Object.assign(application ?? {}, { adopt: 'at-once' });
  await played.days(10, { settings });
  expect(organization.keysOf('ann').find(({ id }) => id === old)?.status).not.toBe('Active');
  expect(application?.interruptions).toEqual([]);
});
