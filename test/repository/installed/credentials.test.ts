import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InstalledTarball, installedTarball } from '../../support/installed-tarball.ts';
import { type CredentialServices, credentialServices } from './credential-services.ts';

let installed: InstalledTarball;
let services: CredentialServices;
beforeAll(async () => {
  [installed, services] = await Promise.all([installedTarball(), credentialServices()]);
}, 120_000);
afterAll(() => services.close());

/** A machine with these files in its home, and these variables. `HOME` and `URL` in them are put in. */
interface Machine {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

const plan = async ({ files = {}, env = {} }: Machine): Promise<string> => {
  const home = mkdtempSync(join(installed.home, 'machine-'));
  const filled = (text: string): string => text.replaceAll('HOME', home).replaceAll('URL', services.url);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), filled(text));
  }
  const own = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)]));
  const { stdout, stderr } = await installed.keyturn(['plan', '--account', 'self', '--region', 'eu-central-1'], {
    ...{ HOME: home, AWS_ENDPOINT_URL: services.url, ...own },
    ...(env.AWS_EC2_METADATA_SERVICE_ENDPOINT === undefined ? {} : { AWS_EC2_METADATA_DISABLED: 'false' }),
  });
  return stdout + stderr;
};

const ssoToken = JSON.stringify({ accessToken: 'token', expiresAt: new Date(Date.now() + 3_600_000) });
const ssoCache = `.aws/sso/cache/${createHash('sha1').update('work').digest('hex')}.json`;

/** Each is loaded by the SDK only when it is needed: a bundle that lost one would say so no earlier. */
const machines: readonly (readonly [string, string, Machine])[] = [
  [
    'the environment',
    'AKIAENVIRONMENT',
    { env: { AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT', AWS_SECRET_ACCESS_KEY: 'example' } },
  ],
  [
    'a profile',
    'AKIAPROFILE',
    { files: { '.aws/credentials': '[default]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = example\n' } },
  ],
  [
    'a profile that names a program',
    'AKIAPROCESS',
    {
      files: {
        '.aws/config': '[default]\ncredential_process = cat HOME/answer.json\n',
        'answer.json': '{"Version":1,"AccessKeyId":"AKIAPROCESS","SecretAccessKey":"example"}',
      },
    },
  ],
  [
    'a profile that assumes a role',
    'ASIAASSUMED',
    {
      files: {
        '.aws/config': '[default]\nrole_arn = arn:aws:iam::111111111111:role/r\nsource_profile = base\n',
        '.aws/credentials': '[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = example\n',
      },
    },
  ],
  [
    'IAM Identity Center',
    'ASIASSO',
    {
      files: {
        '.aws/config': `[default]
sso_session = work
sso_account_id = 111111111111
sso_role_name = r
[sso-session work]
sso_region = eu-central-1
sso_start_url = https://example.com/start
`,
        [ssoCache]: ssoToken,
      },
    },
  ],
  [
    'a token of a CI job or a pod',
    'ASIAWEBIDENTITY',
    {
      files: { token: 'web identity token' },
      env: { AWS_WEB_IDENTITY_TOKEN_FILE: 'HOME/token', AWS_ROLE_ARN: 'arn:aws:iam::111111111111:role/r' },
    },
  ],
  ['a container', 'ASIACONTAINER', { env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'URL/container' } }],
  ['an instance', 'ASIAINSTANCE', { env: { AWS_EC2_METADATA_SERVICE_ENDPOINT: 'URL' } }],
];

describe('keyturn, installed from its tarball', { timeout: 60_000 }, () => {
  it.each(machines)('finds the credentials of %s', async (_, keyId, machine) => {
    const printed = await plan(machine);
    expect([...services.signedBy], printed).toContain(keyId);
  });

  it('says so where there are none', async () => {
    expect(await plan({})).toContain('KT-203 credentials-missing');
  });
});
