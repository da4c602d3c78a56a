import { afterEach, describe, expect, it, vi } from 'vitest';
import { Fault } from '../../app/faults/fault.ts';
import { capture } from './capture.fixture.ts';
import { clock, deletion } from './captured-clients.fixture.ts';
import { httpClients } from './machine-credentials.ts';
import { stubProfile } from './profile.fixture.ts';
import { ask } from './send.ts';

afterEach(() => vi.unstubAllEnvs());

/** What a request fails with, on a machine that has this profile and nothing else. */
const failure = async (mfaCode?: (serial: string) => Promise<string>): Promise<unknown> => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('HOME', '/nonexistent');
  const http = httpClients({ clock, endpoint: 'http://127.0.0.1:9', mfaCode });
  try {
    await ask(http.clientFactory({ service: 'iam', region: 'us-east-1' }), deletion);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    http.close();
  }
};

const sso = [
  'sso_start_url = https://example.awsapps.com/start',
  'sso_region = us-east-1',
  'sso_account_id = 111122223333',
  'sso_role_name = Admin',
];
const role = ['role_arn = arn:aws:iam::111122223333:role/Admin', 'credential_source = Environment'];

describe('a machine without credentials says why', () => {
  it.each([
    ['no SSO session', sso, 'sso-session-missing', 'the profile work has no SSO session, or it has ended'],
    [
      'a command that is not there',
      ['credential_process = /nonexistent/vault'],
      'credential-process-failed',
      undefined,
    ],
    [
      'a command that fails',
      ['credential_process = sh -c "echo s3cret >&2; exit 3"'],
      'credential-process-failed',
      undefined,
    ],
    [
      'a command about SSO that fails',
      ['credential_process = sh -c "echo aws sso login >&2; exit 3"'],
      'credential-process-failed',
      undefined,
    ],
    ['a command that prints no JSON', ['credential_process = echo s3cret'], 'credential-process-failed', undefined],
    [
      'a command that prints credentials of the past',
      [
        'credential_process = echo \'{"Version": 1, "AccessKeyId": "a", "SecretAccessKey": "b", "Expiration": "2020-01-01T00:00:00Z"}\'',
      ],
      'credential-process-failed',
      undefined,
    ],
  ])('%s', async (_, lines, name, message = 'the credential_process of the profile work failed') => {
    await stubProfile(...lines);
    const fault = await failure();
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({ name, message });
    expect(JSON.stringify([String(fault), (fault as Fault).remedy])).not.toContain('s3cret');
  });

  it('a profile that is in no file is named', async () => {
    await stubProfile('region = us-east-1');
    vi.stubEnv('AWS_PROFILE', 'wrok');
    expect(await failure()).toMatchObject({
      name: 'profile-missing',
      message: expect.stringContaining('no profile wrok'),
    });
  });

  it('none at all is still that', async () => {
    await stubProfile('region = us-east-1');
    expect(await failure()).toMatchObject({ kind: 'unauthenticated', code: 'CredentialsProviderError' });
  });
});

describe('a profile with mfa_serial', () => {
  const mfa = [...role.slice(0, 1), 'source_profile = base', 'mfa_serial = arn:aws:iam::111122223333:mfa/ann'];
  const base = [
    '',
    '[profile base]',
    'aws_access_key_id = AKIAIOSFODNN7EXAMPLE',
    `aws_secret_access_key = ${'x'.repeat(40)}`,
  ];

  it('asks for the code of that device, once', async () => {
    await stubProfile(...mfa, ...base);
    const asked: string[] = [];
    const fault = new Fault('mfa-code-missing', 'nobody to ask');
    const said = await failure(async (serial) => {
      asked.push(serial);
      throw fault;
    });
    expect([said, asked]).toEqual([fault, ['arn:aws:iam::111122223333:mfa/ann']]);
  });

  it('sends the code to STS, which may refuse it', async () => {
    const message = 'MultiFactorAuthentication failed with invalid MFA one time pass code.';
    const sts = await capture(() => ({
      status: 403,
      body: `<ErrorResponse><Error><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`,
    }));
    await stubProfile(...mfa, ...base);
    vi.stubEnv('AWS_ENDPOINT_URL', sts.url);
    const said = await failure(async () => '123456');
    await sts.close();
    expect(said).toMatchObject({ name: 'mfa-refused' });
    expect(sts.requests[0]?.body).toContain('TokenCode=123456');
  });
});
