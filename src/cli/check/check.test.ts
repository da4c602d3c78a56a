import { describe, expect, it } from 'vitest';
import { AwsFault } from '../../app/faults/aws-fault.ts';
import { Fault } from '../../app/faults/fault.ts';
import { MailFault } from '../../app/faults/mail-fault.ts';
import type { Clock } from '../../app/ports/clock.ts';
import type { Account } from '../../app/ports/organizations.ts';
import type { AccountSession } from '../../app/ports/sts.ts';
import type { Inspection, MailAccount } from '../../aws/check/inspection.ts';
import { instant } from '../../core/time.ts';
import { styleFor } from '../terminal/style.ts';
import { checkAccount } from './check-account.ts';
import { checkFunctionConcurrency } from './check-function-concurrency.ts';
import { checkKmsKey } from './check-kms-key.ts';
import { checkLines } from './check-lines.ts';
import { checkMail } from './check-mail.ts';
import type { Finding } from './finding.ts';

const healthy: MailAccount = {
  isInSandbox: false,
  isSending: true,
  quota: { perDay: 50_000, sentToday: 10, perSecond: 14 },
};

const inspecting = (changes: Partial<Inspection> = {}): Inspection => ({
  mailAccount: async () => healthy,
  mailIdentity: async (identity) => (identity === 'example.com' ? 'verified' : 'missing'),
  kmsKey: async (key) => ({ arn: key, state: 'Enabled', isAwsManaged: false }),
  groupExists: async () => true,
  functionConcurrency: async () => 1_000,
  ...changes,
});

const outcomes = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ subject, outcome }) => `${subject} ${outcome}`);

describe('mail', () => {
  const check = async (changes: Partial<Inspection> = {}, sender: string | undefined = 'admin@example.com') =>
    outcomes(
      await checkMail(
        { adminEmail: sender, smtp: undefined },
        { inspection: inspecting(changes), region: 'us-east-1' },
      ),
    );

  it('can be sent when the sender, or its domain, is verified', async () => {
    expect(await check()).toEqual(['sender ok', 'SES ok']);
    expect(await check({}, 'admin@other.example')).toEqual(['sender failed', 'SES ok']);
  });

  it('cannot be sent without a sender, or while sending is paused', async () => {
    const nobody = { adminEmail: undefined, smtp: undefined };
    expect(outcomes(await checkMail(nobody, { inspection: inspecting(), region: 'us-east-1' }))).toEqual([
      'sender failed',
    ]);
    const paused = { mailAccount: async () => ({ ...healthy, isSending: false }) };
    expect(await check(paused)).toEqual(['sender ok', 'SES failed', 'SES ok']);
  });

  it('warns of the SES sandbox', async () => {
    const sandboxed = { mailAccount: async () => ({ ...healthy, isInSandbox: true }) };
    expect(await check(sandboxed)).toEqual(['sender ok', 'SES warning', 'SES ok']);
  });

  it('that cannot be looked at counts as failed', async () => {
    const denied = () => Promise.reject(new AwsFault('denied', 'AccessDenied', 'sesv2:GetAccount', 'no'));
    expect(await check({ mailAccount: denied })).toEqual(['SES failed']);
  });
});

describe('mail by SMTP', () => {
  const smtp = { host: 'smtp.example.com', port: 587, userParameter: '/user', passwordParameter: '/password' };
  const check = (failure?: Error, host = smtp.host) =>
    checkMail(
      { adminEmail: 'admin@example.com', smtp: { ...smtp, host } },
      {
        inspection: inspecting(),
        region: 'eu-central-1',
        smtpSignIn: () => (failure === undefined ? Promise.resolve() : Promise.reject(failure)),
      },
    );

  it('is tried by a sign-in, and SES is left out', async () => {
    expect(await check()).toMatchObject([
      { subject: 'SMTP', outcome: 'ok', message: expect.stringMatching(/^smtp.example.com takes/) },
    ]);
  });

  it('looks at SES too where the server is SES in this Region', async () => {
    const here = 'email-smtp.eu-central-1.amazonaws.com';
    expect(outcomes(await check(undefined, here))).toEqual(['SMTP ok', 'sender ok', 'SES ok']);
    expect(outcomes(await check(undefined, 'email-smtp.us-east-1.amazonaws.com'))).toEqual(['SMTP ok']);
  });

  it.each([
    [new MailFault('refused', 'AUTH', 'the server refused the sign-in (535)'), /right user and password/],
    [new MailFault('refused', 'connect', 'no secure connection'), /must offer TLS/],
    [new MailFault('later', 'connect', 'no connection (ECONNREFUSED)'), /the way there/],
    [new Fault('smtp-parameter-unusable', 'SSM has no parameter /password'), /as a SecureString/],
    [new AwsFault('throttled', 'ThrottlingException', 'ssm:GetParameter', 'no'), /allow ssm:GetParameter/],
  ])('fails with a remedy: %s', async (failure, remedy) => {
    const [finding, ...others] = await check(failure);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ outcome: 'failed', message: expect.stringContaining(failure.message) });
    expect(finding?.remedy).toMatch(remedy);
  });

  it('tells whatever else goes wrong as it is', async () => {
    const defect = new TypeError('a defect');
    await expect(check(defect)).rejects.toBe(defect);
  });
});

describe('the concurrency of functions', () => {
  const check = (quota: number, functionsAtATime = 25) =>
    checkFunctionConcurrency(inspecting({ functionConcurrency: async () => quota }), functionsAtATime);

  it('is enough for the functions that work at a time, and not below', async () => {
    expect((await check(25)).outcome).toBe('ok');
    expect((await check(24)).outcome).toBe('warning');
  });

  it('of a new account is too low for the default, and the remedy names what fits', async () => {
    const { message, remedy } = await check(10);
    expect(message).toContain('10 executions at once, and the deployment needs up to 25');
    expect(remedy).toContain('--parameter MaxConcurrency=10, or raise');
    expect((await check(10, 10)).outcome).toBe('ok');
    expect((await check(0)).remedy).not.toContain('MaxConcurrency');
  });

  it('that may not be looked at is a warning, and whatever else goes wrong is told as it is', async () => {
    const failing = (error: Error) =>
      checkFunctionConcurrency(inspecting({ functionConcurrency: () => Promise.reject(error) }), 25);
    const denied = new AwsFault('denied', 'AccessDeniedException', 'lambda:GetAccountSettings', 'no');
    expect(await failing(denied)).toMatchObject({
      outcome: 'warning',
      remedy: expect.stringContaining('allow lambda'),
    });
    await expect(failing(new TypeError('a defect'))).rejects.toThrow('a defect');
  });
});

describe('the KMS key', () => {
  it.each([
    ['is not set', undefined, {}, 'ok'],
    ['is enabled', 'alias/k', {}, 'ok'],
    ['does not exist', 'alias/k', { kmsKey: async () => undefined }, 'failed'],
    [
      'is to be deleted',
      'alias/k',
      { kmsKey: async () => ({ arn: 'k', state: 'PendingDeletion', isAwsManaged: false }) },
      'failed',
    ],
    [
      "is AWS's own",
      'alias/aws/secretsmanager',
      { kmsKey: async () => ({ arn: 'k', state: 'Enabled', isAwsManaged: true }) },
      'failed',
    ],
  ])('that %s', async (_, key, changes, outcome) => {
    expect((await checkKmsKey(inspecting(changes), key)).outcome).toBe(outcome);
  });
});

describe('an account', () => {
  const clock: Clock = { now: () => instant(Date.UTC(2026, 4, 1)), sleep: async () => undefined };
  const account = { id: '111122223333', name: 'web', email: undefined, state: 'ACTIVE' } as Account;
  const row = (keys: number) => ({ user: 'a', arn: '', keys: Array.from({ length: keys }, () => ({})) });
  const sessionWith =
    (users: object, access: object = { region: 'us-east-1' }) =>
    async () =>
      ({
        users: {
          requestCredentialReport: async () => 'ready',
          credentialReport: async () => [row(0), row(1), row(2)],
          members: async () => new Set<string>(),
          ...users,
        },
        keyCreations: { access: async () => access },
        close: () => undefined,
      }) as unknown as AccountSession;
  const group = [{ by: 'group', value: 'Exempt' }] as const;

  it('is entered, and its holders of keys are counted by the report', async () => {
    const { findings, keyHolders } = await checkAccount({ account, clock, open: sessionWith({}), exemptions: group });
    expect([outcomes(findings), keyHolders]).toEqual([['account 111122223333 web ok'], 2]);
  });

  it('is counted by listing where the report is refused', async () => {
    const listing = {
      requestCredentialReport: async () => 'refused',
      list: async function* () {
        yield [{ name: 'a' }, { name: 'b' }];
      },
      keys: async (name: string) => (name === 'a' ? [{}] : []),
    };
    const open = sessionWith(listing);
    expect((await checkAccount({ account, clock, open, exemptions: [] })).keyHolders).toBe(1);
  });

  it('fails where the exemption group is missing, unless the exemption is over', async () => {
    const open = sessionWith({
      members: () => Promise.reject(new AwsFault('missing', 'NoSuchEntity', 'iam:GetGroup', '')),
    });
    const check = async (until?: string) =>
      outcomes((await checkAccount({ account, clock, open, exemptions: [{ ...group[0], until }] })).findings).length;
    expect(await check()).toBe(2);
    expect(await check('2026-05-01')).toBe(2);
    expect(await check('2026-04-30')).toBe(1);
  });

  it('warns where a policy denies the Region in which CloudTrail records IAM, and names it', async () => {
    const open = sessionWith({}, { region: 'us-east-1', denial: 'LookupEvents: AccessDenied' });
    const { findings } = await checkAccount({ account, clock, open, exemptions: [] });
    expect(findings.at(-1)).toMatchObject({
      outcome: 'warning',
      message: 'CloudTrail in us-east-1: LookupEvents: AccessDenied',
      remedy: expect.stringContaining('allow cloudtrail:LookupEvents to the member role in us-east-1'),
    });
  });

  it('fails where the member role cannot be assumed, and says what to do', async () => {
    const open = () => Promise.reject(new AwsFault('denied', 'AccessDenied', 'sts:AssumeRole', 'no'));
    const { findings, keyHolders } = await checkAccount({ account, clock, open, exemptions: [] });
    expect(findings).toMatchObject([{ outcome: 'failed', remedy: expect.stringContaining('deploy the member role') }]);
    expect(keyHolders).toBeUndefined();
  });
});

it('the secrets of 158 users cost $63.20 a month', () => {
  const style = styleFor({ write: () => undefined, isTTY: false, columns: undefined }, {});
  const lines = checkLines(style, { findings: [], accounts: 11, keyHolders: 158, dollarsAMonth: 63.2 });
  expect(lines.join('\n')).toContain(
    '158 users hold keys in 11 accounts: their secrets will cost up to $63.20 a month',
  );
});
