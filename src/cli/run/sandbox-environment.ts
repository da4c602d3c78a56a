import type { SandboxCredentials } from '../../sandbox/service-name.ts';
import { CLOCK_VARIABLE } from './sandbox-clock.ts';

/**
 * What keyturn, AWS CLI 1 and 2, boto3 and any SDK need in order to work on a served sandbox. boto3 and AWS CLI 1 read
 * AWS_DEFAULT_REGION alone, the other SDKs AWS_REGION
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html). A company's proxy knows nothing of it.
 */
export const sandboxEnvironment = (
  url: string,
  region: string,
  credentials: SandboxCredentials,
): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: url,
  [CLOCK_VARIABLE]: `${url}/_sandbox/clock`,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  ...(credentials.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: credentials.sessionToken }),
  NO_PROXY: new URL(url).hostname,
});
