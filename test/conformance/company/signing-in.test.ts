import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownFolder } from '../../support/own-folder.ts';
import { keyturn } from './home.ts';

const LONG = 120_000;

const profiles = `[profile admin]
region = us-east-1
role_arn = arn:aws:iam::222222222222:role/Admin
source_profile = base
mfa_serial = arn:aws:iam::222222222222:mfa/alice
[profile sso]
region = us-east-1
sso_session = corp
sso_account_id = 222222222222
sso_role_name = Admin
[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
[profile vault]
region = us-east-1
credential_process = sh -c "echo s3cret >&2; exit 1"
[profile base]
region = us-east-1
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`;

it.each([
  ['admin', 'KT-213 mfa-code-missing', 'the MFA device arn:aws:iam::222222222222:mfa/alice (mfa_serial)'],
  ['sso', 'KT-215 sso-session-missing', 'run `aws sso login --profile sso`'],
  ['vault', 'KT-216 credential-process-failed', 'the credential_process of the profile vault failed'],
  ['absent', 'KT-217 profile-missing', 'there is no profile absent'],
])('with the profile %s, without a terminal, plan ends with %s', { timeout: LONG }, async (profile, title, words) => {
  const config = join(ownFolder(), 'config');
  writeFileSync(config, profiles);
  const files = {
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  // Nothing is there: a request that is sent all the same fails at once.
  const env = { ...files, AWS_PROFILE: profile, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
  const ended = await keyturn(env, 'plan');
  expect([ended.code, ended.out]).toEqual([2, '']);
  expect(ended.err).toContain(`${title}: `);
  expect(ended.err).toContain(words);
  expect(ended.err).not.toMatch(/no AWS credentials were found|s3cret/);
});
