import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { sandboxEnvironment } from '../../../src/cli/run/sandbox-environment.ts';
import { DAY, instant, plus } from '../../../src/core/time.ts';
import { serveSandbox } from '../../../src/sandbox/http/server.ts';
import { addKey, addUser } from '../../../src/sandbox/seed.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { ADMIN_EMAIL, createOrganization, EXEMPTION_GROUP } from '../../support/organization.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/keyturn.mjs', import.meta.url));

export const ACCOUNT = '200000000001';

export interface Home {
  readonly world: World;
  /** Where the served sandbox really is. */
  readonly url: URL;
  readonly env: Readonly<Record<string, string>>;
}

/** An organization with one user who is due, served on loopback until the test ends. */
export const home = async (): Promise<Home> => {
  const { world, operator } = createOrganization({ now: instant(Date.now()), members: ['payments'] });
  addUser(world, ACCOUNT, { name: 'alice' });
  addKey(world, ACCOUNT, 'alice', { createdAt: plus(world.now, -100 * DAY) });
  const served = await serveSandbox(world, { advanceWithRealTime: true });
  onTestFinished(() => served.close());
  const { NO_PROXY: _, ...env } = sandboxEnvironment(served.url, 'us-east-1', operator);
  return { world, url: new URL(served.url), env };
};

export interface EndedProgram {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command line in a process of its own, which knows this environment and nothing of the machine's. */
export const keyturn = (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<EndedProgram> =>
  new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH, HOME: '/nonexistent', ...env }, maxBuffer: 1 << 26 };
    const child = execFile(process.execPath, [PROGRAM, ...args], options, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err }),
    );
    child.stdin?.end();
  });

export const plan = (env: Readonly<Record<string, string>>): Promise<EndedProgram> =>
  keyturn(env, 'plan', '--json', '--exempt-group', EXEMPTION_GROUP);

export const apply = (env: Readonly<Record<string, string>>): Promise<EndedProgram> =>
  keyturn(env, 'apply', '--yes', '--json', '--exempt-group', EXEMPTION_GROUP, '--admin-email', ADMIN_EMAIL);
