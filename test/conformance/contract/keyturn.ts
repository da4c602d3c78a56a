import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunResult } from '../../../src/app/results/result.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { ADMIN_EMAIL, EXEMPTION_GROUP } from '../../support/organization.ts';

export interface EndedCommand {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A keyturn of its own process, which knows nothing of the machine but what it is given. */
export const keyturn = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string = root,
): Promise<EndedCommand> => {
  return new Promise((resolve) => {
    const options = { cwd, env, timeout: 300_000, maxBuffer: 64 << 20 };
    execFile(process.execPath, [join(root, 'bin', 'keyturn.mjs'), ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
};

/** The command of the README. */
export const applyArgs: readonly string[] = [
  ...['apply', '--yes', '--json', '--admin-email', ADMIN_EMAIL],
  ...['--exempt-group', EXEMPTION_GROUP],
];

export const planArgs: readonly string[] = ['plan', '--json', '--exempt-group', EXEMPTION_GROUP];

export const environmentFor = (url: string, { accessKeyId, secretAccessKey, sessionToken }: SandboxCredentials) => ({
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  NO_PROXY: '*',
});

/** The one object on stdout. */
export const resultOf = ({ stdout, stderr }: EndedCommand): RunResult => {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(
      `stdout is not one JSON object.\nstdout: ${stdout.slice(0, 500)}\nstderr: ${stderr.slice(0, 2000)}`,
    );
  }
};
