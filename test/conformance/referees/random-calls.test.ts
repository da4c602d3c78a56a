import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../src/core/time.ts';
import { playedMembers } from '../../../src/sandbox/constraints/played.ts';
import { constraintTables } from '../../../src/sandbox/constraints/tables.ts';
import { type Example, exampleWorld } from '../../../src/sandbox/http/example-world.fixture.ts';
import { type ServedSandbox, serveSandbox } from '../../../src/sandbox/http/server.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import { findInstalledModels, constraintTables as written } from '../../support/constraint-tables.ts';
import { environment, isPresent, told } from './tool.ts';

const program = new URL('random_calls.py', import.meta.url).pathname;
const boto3 = await isPresent('boto3', 'python3', ['-c', 'import boto3']);
const CALLS = 800;

let example: Example;
let served: ServedSandbox;

beforeAll(async () => {
  example = exampleWorld(instant(Date.now()));
  served = await serveSandbox(example.world, { advanceWithRealTime: true });
});
afterAll(() => served.close());

const keys = ({ accessKeyId, secretAccessKey, sessionToken }: SandboxCredentials) => ({
  aws_access_key_id: accessKeyId,
  aws_secret_access_key: secretAccessKey,
  ...(sessionToken === undefined ? {} : { aws_session_token: sessionToken }),
});

/** By the names of boto3: who calls, what may be given, and what is there. */
const plan = () => {
  const called = (service: string): string => (service === 'sfn' ? 'stepfunctions' : service);
  const members = (paths: string): string[] =>
    [...new Set(paths.split(' ').map((path) => path.split('.')[0] ?? ''))].filter((name) => name !== '');
  const services = Object.entries(playedMembers);
  const operations = services.map(([service, played]) => [
    called(service),
    Object.fromEntries(Object.entries(played).map(([operation, paths]) => [operation, members(paths)])),
  ]);
  const credentials = services.map(([service]) => [
    called(service),
    keys(service === 'organizations' ? example.manager : example.admin),
  ]);
  const { organization } = example.world;
  const values = ['user-001', 'owner', 'owners-secret', 'templates', example.accountId, organization.rootId];
  return { operations: Object.fromEntries(operations), credentials: Object.fromEntries(credentials), values };
};

/** One after another against the sandbox, as a caller who has switched off his client's own checks. */
const randomCalls = (seed: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn('python3', [program, String(CALLS), String(seed)], {
      env: environment(served.url, example.admin),
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (bytes) => {
      out += bytes;
    });
    child.stderr.on('data', (bytes) => {
      err += bytes;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(err))));
    child.stdin.end(JSON.stringify(plan()));
  });

describe.skipIf(!boto3)(boto3 ? 'random calls of boto3' : 'skipped: boto3 not found', () => {
  it('that the service models forbid are all refused, and none that they allow is refused for its form', async () => {
    const result = told({ code: 0, stdout: await randomCalls(1), stderr: '' });
    expect(result).toMatchObject({ accepted: [], refused: [] });
    expect(result.made.right).toBeGreaterThan(CALLS / 4);
    expect(result.made.wrong).toBeGreaterThan(CALLS / 4);
    expect(result.answered).toBeGreaterThan(70);
  }, 300_000);

  it.skipIf(findInstalledModels() === undefined)('are judged by the models that the sandbox has', () => {
    expect(written(), 'npm run constraints').toEqual(constraintTables);
  });
});
