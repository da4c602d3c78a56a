import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ownFolder } from '../../test/support/own-folder.ts';

const bin = fileURLToPath(new URL('../../bin/keyturn.mjs', import.meta.url));

/** A machine on which AWS is not set up. */
const bareEnvironment = (folder: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  AWS_CONFIG_FILE: join(folder, 'none'),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
  AWS_EC2_METADATA_DISABLED: 'true',
});

const keyturn = (args: readonly string[], env: Record<string, string> = {}, yaml?: string) => {
  const cwd = ownFolder();
  if (yaml !== undefined) writeFileSync(join(cwd, 'keyturn.yaml'), yaml);
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const options = { cwd, env: { ...bareEnvironment(cwd), ...env }, timeout: 60_000 };
    execFile(process.execPath, [bin, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
};

const region = { AWS_REGION: 'eu-central-1' };

describe('the program, on a machine where AWS is not set up', { timeout: 120_000 }, () => {
  it.each([
    ['no Region', ['plan'], {}, 'KT-201 region-missing: no AWS Region is set\n-> give --region'],
    ['no credentials', ['plan'], region, 'KT-203 credentials-missing: no AWS credentials were found'],
    ['nobody to answer', ['apply', '--admin-email', 'a@example.com'], region, 'KT-110 answer-missing: '],
    ['a misspelt variable', ['plan'], { KEYTURN_WARN_DAY: '1' }, 'did you mean KEYTURN_WARN_DAYS?'],
    [
      'no endpoint',
      ['plan', '--debug'],
      unreachable(),
      'KT-205 endpoint-unreachable: AWS does not answer (ECONNREFUSED',
    ],
  ])('says in one message that there is %s', async (_, args, env, message) => {
    const { code, stdout, stderr } = await keyturn(args, env);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at |Warning/);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('refuses a settings file that is no YAML', async () => {
    const { code, stderr } = await keyturn(['plan'], region, 'warnDays: [');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^KT-102 file-unreadable: keyturn.yaml is not valid YAML: .*\n-> correct the file.*\n$/);
  });

  it('prints its version', async () => {
    expect(await keyturn(['--version'])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^\d/) });
  });
});

const unreachable = (): Record<string, string> => ({
  ...region,
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE000000000',
  AWS_SECRET_ACCESS_KEY: 'example',
});
