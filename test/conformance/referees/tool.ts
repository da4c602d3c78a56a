import { execFile } from 'node:child_process';
import { sandboxEnvironment } from '../../../src/cli/run/sandbox-environment.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';

/** How a tool ended; `code` is its exit status. */
export interface EndedTool {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever its exit status. */
export const run = (
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<EndedTool> =>
  new Promise((resolve) => {
    execFile(program, args, { env, timeout: 60_000, maxBuffer: 16 << 20 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });

/** What `keyturn sandbox` prints for these credentials, no more and no less, and nothing of the machine's own. */
export const environment = (endpoint: string, credentials: SandboxCredentials): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  LC_ALL: 'C.UTF-8',
  ...sandboxEnvironment(endpoint, 'us-east-1', credentials),
});

/** Whether a program answers at all; says so if not. Where KEYTURN_REFEREES=required, its absence is an error. */
export const isPresent = async (name: string, program: string, args: readonly string[]): Promise<boolean> => {
  const { code } = await run(program, args);
  if (code === 0) return true;
  if (process.env.KEYTURN_REFEREES === 'required')
    throw new Error(`KEYTURN_REFEREES=required, but ${name} was not found`);
  console.warn(`skipped: ${name} not found`);
  return false;
};

/** An answer of AWS, in whichever shape. */
// biome-ignore lint/suspicious/noExplicitAny: JSON as the tools print it.
export const told = (ended: EndedTool): any => {
  if (ended.stderr !== '') throw new Error(ended.stderr);
  return JSON.parse(ended.stdout);
};

/** AWS names the resource as asked for, or by its ARN. */
export const denied =
  /An error occurred \(AccessDeniedException\) when calling the GetSecretValue operation: User: arn:aws:iam::\d{12}:user\/admin is not authorized to perform: secretsmanager:GetSecretValue on resource: \S*owners-secret\S* with an explicit deny in a resource-based policy$/;
