import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type BundledFunction, bundleLambdas, lambdas } from '../scripts/bundle-lambdas.ts';
import { instant } from '../src/core/time.ts';
import { serveSandbox } from '../src/sandbox/http/server.ts';
import { addBucket, addUser, putObject } from '../src/sandbox/seed.ts';
import type { SandboxCredentials } from '../src/sandbox/service-name.ts';
import { createOrganization } from '../test/support/organization.ts';
import { deployedEnvironment, firstEvents, RUN_BUCKET, runObjects } from './lambda-events.ts';

const run = promisify(execFile);

/** One cold start, as Lambda does it: import the file, call its handler. Prints the milliseconds. */
const COLD_START = `
const [, path, event] = process.argv;
const context = { functionName: 'bench', functionVersion: '1', memoryLimitInMB: '1024', invokedFunctionArn: 'arn:aws:lambda:us-east-1:100000000001:function:bench',
  awsRequestId: crypto.randomUUID(), getRemainingTimeInMillis: () => 300000 };
const cpu = process.cpuUsage();
const start = performance.now();
const { handler } = await import(path);
const imported = performance.now();
await handler(JSON.parse(event), context);
const answered = performance.now();
const { user, system } = process.cpuUsage(cpu);
console.error('bench ' + JSON.stringify({ imported: imported - start, answered: answered - start, processor: (user + system) / 1000 }));
process.exit(0);
`;

/** In milliseconds, from before the import of a bundle. */
export interface ColdStart {
  readonly imported: number;
  readonly answered: number;
  /** Of all threads: what a machine with other work would need at least. */
  readonly processor: number;
}

const coldStart = async (path: string, event: unknown, env: NodeJS.ProcessEnv): Promise<ColdStart> => {
  const args = ['--input-type=module', '-e', COLD_START, pathToFileURL(path).href, JSON.stringify(event)];
  const { stderr } = await run(process.execPath, args, { env, timeout: 60_000 });
  const [, told = ''] = /^bench (.*)$/m.exec(stderr) ?? [];
  return JSON.parse(told) as ColdStart;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const environment = (
  url: string,
  { accessKeyId, secretAccessKey, sessionToken }: SandboxCredentials,
): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
  ...deployedEnvironment,
});

/** Medians of so many cold starts of each function, against a served sandbox. */
export const measureColdStarts = async (rounds: number): Promise<Readonly<Record<BundledFunction, ColdStart>>> => {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-bench-'));
  const bundles = await bundleLambdas(folder);
  const { world, management, members, operator } = createOrganization({
    now: instant(Date.now()),
    members: ['payments', 'shop'],
  });
  addBucket(world, management.id, { name: RUN_BUCKET });
  for (const { id } of members) addUser(world, id, { name: 'alice' });
  for (const object of runObjects(members)) putObject(world, RUN_BUCKET, object);
  const served = await serveSandbox(world, { advanceWithRealTime: true });
  const env = environment(served.url, operator);
  const times: Record<BundledFunction, ColdStart[]> = { inventory: [], rotation: [], notifier: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const name of lambdas)
      times[name].push(await coldStart(bundles[name], firstEvents(members, round)[name], env));
  await served.close();
  rmSync(folder, { recursive: true });
  return {
    inventory: medianOf(times.inventory),
    rotation: medianOf(times.rotation),
    notifier: medianOf(times.notifier),
  };
};

const medianOf = (times: readonly ColdStart[]): ColdStart => ({
  imported: median(times.map(({ imported }) => imported)),
  answered: median(times.map(({ answered }) => answered)),
  processor: median(times.map(({ processor }) => processor)),
});
