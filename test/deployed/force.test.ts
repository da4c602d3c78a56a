import { describe, expect, it } from 'vitest';
import { AwsError } from '../../src/sandbox/call.ts';
import { changesSince, count, createDeployedOrganization } from './deployed-organization.ts';
import { ADMIN, addUser, keysOf, MANAGEMENT, PAYMENTS, WEB } from './organization.ts';

const DUE = { ageDays: 95, usedDaysAgo: 1 };
const FRESH = { ageDays: 5, usedDaysAgo: 1 };

/** A fresh alice; others around her are due. */
const organizationOfAlice = () => {
  const deployedOrganization = createDeployedOrganization();
  addUser(deployedOrganization, PAYMENTS, 'alice', [FRESH]);
  addUser(deployedOrganization, PAYMENTS, 'neighbour', [DUE]);
  addUser(deployedOrganization, WEB, 'bob', [DUE]);
  addUser(deployedOrganization, MANAGEMENT, 'carol', [DUE]);
  return deployedOrganization;
};

type DeployedOrganization = ReturnType<typeof organizationOfAlice>;

const rotatedUsers = (deployedOrganization: DeployedOrganization): readonly string[] =>
  deployedOrganization.functions.sent
    .filter(({ call, refusal }) => call === 'iam:CreateAccessKey' && refusal === undefined)
    .map(({ caller, request }) => `${caller.split(':')[4]} ${request.input.UserName}`);

describe('ForceRotate', () => {
  it.each([
    ['by name', { ForceRotate: 'alice' }],
    ['by name and account', { ForceRotate: 'alice', account: PAYMENTS }],
    ['by ARN', { ForceRotate: `arn:aws:iam::${PAYMENTS}:user/alice` }],
  ])('rotates that user %s, and nobody else anywhere', async (_, event) => {
    const deployedOrganization = organizationOfAlice();
    const ended = await deployedOrganization.run(event);
    expect(ended.status).toBe('SUCCEEDED');
    expect(rotatedUsers(deployedOrganization)).toEqual([`${PAYMENTS} alice`]);
    expect(keysOf(deployedOrganization, PAYMENTS, 'alice')).toEqual(['Active', 'Active']);
    expect(ended.result.accounts).toMatchObject([{ id: PAYMENTS, outcome: 'done' }]);
    expect(deployedOrganization.mails().map(({ to }) => to[0])).toEqual(['payments@example.com', ADMIN]);
  });

  it.each([`arn:aws-us-gov:iam::${PAYMENTS}:user/alice`, `arn:aws:iam::${PAYMENTS}:user/nosuchpath/alice`])(
    'by an ARN that nobody has refuses, says so, and touches nobody: %s',
    async (arn) => {
      const deployedOrganization = organizationOfAlice();
      const ended = await deployedOrganization.run({ ForceRotate: arn });
      expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { refused: `no user ${arn} in 1 accounts` } });
      expect(changesSince(deployedOrganization, 0)).toEqual([]);
    },
  );

  it('searches with reads alone', async () => {
    const deployedOrganization = organizationOfAlice();
    const inside: string[] = [];
    deployedOrganization.functions.before = ({ step, call }) => {
      if (step === 'rotation search') inside.push(call);
      return undefined;
    };
    await deployedOrganization.run({ ForceRotate: 'alice' });
    expect(new Set(inside)).toEqual(
      new Set(['s3:GetObject', 'sts:GetCallerIdentity', 'sts:AssumeRole', 'iam:GetUser', 's3:PutObject']),
    );
  });

  it('of a name that two accounts have refuses, names both, and touches nobody', async () => {
    const deployedOrganization = organizationOfAlice();
    addUser(deployedOrganization, WEB, 'alice', [FRESH]);
    const ended = await deployedOrganization.run({ ForceRotate: 'alice' });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', result: { incomplete: true } });
    const { refused } = ended.output as { readonly refused: string };
    expect(refused).toContain('2 accounts have a user alice');
    const [summary, ...others] = deployedOrganization.mails();
    expect([summary?.to, others]).toEqual([[ADMIN], []]);
    for (const account of [`${PAYMENTS} payments`, `${WEB} web`]) {
      expect(refused).toContain(account);
      expect(summary?.text).toContain(account);
    }
    expect(changesSince(deployedOrganization, 0)).toEqual([]);
  });

  it('of such a name, with the account given, rotates the one there', async () => {
    const deployedOrganization = organizationOfAlice();
    addUser(deployedOrganization, WEB, 'alice', [FRESH]);
    await deployedOrganization.run({ ForceRotate: 'alice', account: WEB });
    expect(rotatedUsers(deployedOrganization)).toEqual([`${WEB} alice`]);
  });

  it('refuses where an account cannot be looked into: it may have an alice too', async () => {
    const deployedOrganization = organizationOfAlice();
    deployedOrganization.world.accounts.get(WEB)?.roles.clear();
    const ended = await deployedOrganization.run({ ForceRotate: 'alice' });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'RunIncomplete' });
    expect(ended.cause).toContain(`another may have one too:\n  ${PAYMENTS} payments`);
    expect(ended.cause).toContain(`${WEB} web`);
    expect(changesSince(deployedOrganization, 0)).toEqual([]);
    expect((await deployedOrganization.run({ ForceRotate: 'alice', account: PAYMENTS })).status).toBe('SUCCEEDED');
    expect(rotatedUsers(deployedOrganization)).toEqual([`${PAYMENTS} alice`]);
  });

  it('of somebody whom nobody knows says so, and touches nobody', async () => {
    const deployedOrganization = organizationOfAlice();
    const ended = await deployedOrganization.run({ ForceRotate: 'alcie' });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { refused: 'no user alcie in 4 accounts' } });
    expect(deployedOrganization.mails()).toMatchObject([
      { to: [ADMIN], subject: expect.stringContaining('Forced rotation not begun') },
    ]);
    expect(changesSince(deployedOrganization, 0)).toEqual([]);
  });

  it('that is refused fails all the same where the administrators cannot be told of it', async () => {
    const deployedOrganization = organizationOfAlice();
    deployedOrganization.functions.before = ({ call }) => {
      if (call === 'sesv2:SendEmail') throw new AwsError('MessageRejected', 'Email address is not verified.', 400);
      return undefined;
    };
    const ended = await deployedOrganization.run({ ForceRotate: 'alcie' });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'AdminsNotTold' });
  });

  it('of somebody whom the given account does not have raises no alarm either', async () => {
    const deployedOrganization = organizationOfAlice();
    const ended = await deployedOrganization.run({ ForceRotate: 'alcie', account: PAYMENTS });
    expect([ended.status, ended.result.usersNotFound]).toEqual(['SUCCEEDED', ['alcie']]);
    expect(changesSince(deployedOrganization, 0)).toEqual([]);
  });

  it('of an exempt user rotates nobody, and says why', async () => {
    const deployedOrganization = organizationOfAlice();
    addUser(deployedOrganization, WEB, 'exempt', [FRESH], { groups: ['IAMKeyRotationExemptionGroup'] });
    const ended = await deployedOrganization.run({ ForceRotate: 'exempt' });
    expect(ended.result.users).toMatchObject([{ user: 'exempt', outcome: 'blocked', reason: 'exempt' }]);
    expect(changesSince(deployedOrganization, 0)).toEqual([]);
  });

  it.each([
    ['a misspelt field', { ForceRotat: 'alice' }, 'did you mean ForceRotate'],
    ['an account without a user', { account: PAYMENTS }, 'ForceRotate'],
    ['no user name', { ForceRotate: '' }, 'ForceRotate'],
    ['a list', ['alice'], 'object'],
  ])('with %s is refused, and no run of the organization begins', async (_, event, words) => {
    const deployedOrganization = organizationOfAlice();
    await expect(deployedOrganization.start(event)).rejects.toThrow(words);
    expect(deployedOrganization.world.executions.size).toBe(0);
    expect(count(deployedOrganization, 's3:PutObject')).toBe(0);
  });

  it('as a dry run simulates it and changes nothing', async () => {
    const deployedOrganization = organizationOfAlice();
    const ended = await deployedOrganization.run({ ForceRotate: 'alice', dryrun: true });
    expect(ended.result).toMatchObject({
      mode: 'plan',
      users: [{ user: 'alice', step: 'ROTATE', outcome: 'planned' }],
    });
    expect(changesSince(deployedOrganization, 0)).toEqual([]);
    expect(deployedOrganization.mails().map(({ subject }) => /dry run/i.test(subject))).toEqual([true, true]);
  });
});
