import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putParameter } from '../../src/sandbox/seed.ts';
import { certificate, PASSWORD, serveSmtp, type TestServer, USER } from '../../src/smtp/test-server.fixture.ts';
import { count, createDeployedOrganization, type DeployedOrganization } from './deployed-organization.ts';
import { ADMIN, addUser, keysOf, PAYMENTS, PRIMARY, REGION, WEB } from './organization.ts';

const DUE = { ageDays: 95, usedDaysAgo: 20 };
/** Two days each: a whole rotation takes less. */
const RUNS = 18;
const NAME = '/iam-key-rotation/smtp/password';

let server: TestServer;
beforeEach(async () => {
  server = await serveSmtp();
});
afterEach(() => server.close());

/** Two due users, and a stack whose mails go by the server. */
const bySmtp = (password: string | undefined, parameters: Readonly<Record<string, string>> = {}) => {
  const given = { SMTPHost: 'localhost', SMTPPort: String(server.port), ...parameters };
  const organization = createDeployedOrganization(given);
  organization.functions.smtpAuthorities = certificate.cert;
  for (const account of [PAYMENTS, WEB]) addUser(organization, account, 'ann', [DUE]);
  const { world } = organization;
  putParameter(world, PRIMARY, { name: '/iam-key-rotation/smtp/user', type: 'String', value: USER, region: REGION });
  if (password !== undefined) putParameter(world, PRIMARY, { name: NAME, value: password, region: REGION });
  return organization;
};

/** All that the functions left for people to read. */
const leftIn = ({ world }: DeployedOrganization): string =>
  [...world.buckets.values()]
    .flatMap(({ objects }) => [...objects.values()].map(({ body }) => new TextDecoder().decode(body)))
    .join('\n');

describe('a deployed run whose mails go by SMTP', () => {
  it('tells owners and admins by that server, in the right of the notifier alone, and counts them as told', async () => {
    const organization = bySmtp(PASSWORD);
    const { result, status } = await organization.daily();
    expect(status).toBe('SUCCEEDED');
    expect(result.summary).toMatchObject({ rotated: 2, told: 2, failed: 0 });
    expect(server.mails.map(({ to }) => to.join()).sort()).toEqual([ADMIN, 'payments@example.com', 'web@example.com']);
    expect(new Set(server.mails.map(({ from }) => from))).toEqual(new Set([ADMIN]));
    expect(count(organization, 'sesv2:SendEmail')).toBe(0);
    expect(count(organization, 'sesv2:GetSuppressedDestination')).toBe(0);
    expect(leftIn(organization)).not.toContain(PASSWORD);
    for (let run = 0; run < RUNS; run += 1) {
      organization.days(2);
      await organization.daily();
    }
    expect(keysOf(organization, PAYMENTS, 'ann')).not.toEqual(['Active', 'Active']);
  });

  it('reads parameters of any name, with a slash before it or without', async () => {
    const names = { SMTPUserParamName: 'mail-user', SMTPPasswordParamName: '/mail/password' };
    const organization = bySmtp(undefined, names);
    putParameter(organization.world, PRIMARY, { name: 'mail-user', value: USER, region: REGION });
    putParameter(organization.world, PRIMARY, { name: '/mail/password', value: PASSWORD, region: REGION });
    expect((await organization.daily()).result.summary).toMatchObject({ told: 2 });
  });

  it.each([
    ['the server refuses the password', 'another-password-of-ours', 'SMTP AUTH: the server refused the sign-in (535)'],
    ['the password is not in SSM', undefined, `SSM has no parameter ${NAME} in this account and Region (KT-219)`],
  ])('tells nobody where %s, and touches no old key, until it is put right', async (_, password, words) => {
    const organization = bySmtp(password);
    const first = await organization.daily();
    expect(first.result.summary).toMatchObject({ rotated: 2, told: 0 });
    expect(first.result.users).toMatchObject([
      { outcome: 'failed', message: expect.stringContaining(words) },
      { outcome: 'failed', message: expect.stringContaining(words) },
    ]);
    for (let run = 0; run < RUNS; run += 1) {
      organization.days(2);
      await organization.daily();
    }
    expect(server.mails).toEqual([]);
    expect(keysOf(organization, PAYMENTS, 'ann')).toEqual(['Active', 'Active']);
    if (password !== undefined) expect(leftIn(organization)).not.toContain(password);
    putParameter(organization.world, PRIMARY, { name: NAME, value: PASSWORD, region: REGION });
    organization.days(7);
    await organization.daily();
    expect(server.mails.map(({ to }) => to.join())).toContain('payments@example.com');
  });
});
