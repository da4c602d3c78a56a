import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployedEnvironment, firstEvents, RUN_BUCKET, runObjects } from '../../../bench/lambda-events.ts';
import { type BundledFunction, bundleLambda, bundleLambdas, lambdas } from '../../../scripts/bundle-lambdas.ts';
import { instant } from '../../../src/core/time.ts';
import { type ServedSandbox, serveSandbox } from '../../../src/sandbox/http/server.ts';
import { addBucket, addUser, putObject } from '../../../src/sandbox/seed.ts';
import { createOrganization, type Organization } from '../../support/organization.ts';

const run = promisify(execFile);
const KB = 1_000;
const largest: Record<BundledFunction, number> = { rotation: 700 * KB, inventory: 720 * KB, notifier: 1_150 * KB };

/** What Lambda does: imports the file, calls its handler with an event, and takes answer or error. */
const CALL = `
const [, path, event] = process.argv;
const { handler } = await import(path);
const invokedFunctionArn = 'arn:aws:lambda:us-east-1:100000000001:function:f';
const context = { functionName: 'f', invokedFunctionArn, awsRequestId: '1a2b3c4d-0000', getRemainingTimeInMillis: () => 300000 };
const answer = await handler(JSON.parse(event), context).catch(({ name, message }) => ({ name, message }));
await (await import('node:fs/promises')).writeFile(process.env.ANSWER, JSON.stringify(answer));
`;

let paths: Readonly<Record<BundledFunction, string>>;
let home: Organization;
let served: ServedSandbox;
let folder: string;
let answerFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyturn-bundles-'));
  paths = await bundleLambdas(folder);
  answerFile = join(folder, 'answer.json');
  home = createOrganization({ now: instant(Date.now()), members: ['payments', 'shop'] });
  addBucket(home.world, home.management.id, { name: RUN_BUCKET });
  addUser(home.world, home.members[0]?.id ?? '', { name: 'alice' });
  for (const object of runObjects(home.members)) putObject(home.world, RUN_BUCKET, object);
  served = await serveSandbox(home.world, { advanceWithRealTime: true });
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

const invoke = async (name: BundledFunction, event: unknown, env: NodeJS.ProcessEnv = {}) => {
  const { accessKeyId, secretAccessKey, sessionToken = '' } = home.operator;
  const credentials = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  };
  const args = ['--input-type=module', '-e', CALL, pathToFileURL(paths[name]).href, JSON.stringify(event)];
  const node = process.env.KEYTURN_LAMBDA_NODE ?? process.execPath;
  const { stdout, stderr } = await run(node, args, {
    env: { ANSWER: answerFile, AWS_ENDPOINT_URL: served.url, ...deployedEnvironment, ...credentials, ...env },
  });
  return { printed: stdout + stderr, stderr, answer: JSON.parse(await readFile(answerFile, 'utf8')) };
};

describe.each(lambdas)('the bundle of %s', (name) => {
  it('is small enough, is made the same twice, and tells nothing of this machine', async () => {
    const { contents } = await bundleLambda(name);
    expect(contents.byteLength).toBeLessThanOrEqual(largest[name]);
    expect(Buffer.from(contents).equals(await readFile(paths[name]))).toBe(true);
    expect(Buffer.from(contents).includes(process.cwd())).toBe(false);
  });

  it('answers its first call with real clients', async () => {
    const { answer, stderr } = await invoke(name, firstEvents(home.members, 0)[name]);
    const expected = {
      inventory: { runId: expect.stringMatching(/^\d{8}-1a2b3c4d$/), accounts: 3, isListWhole: true },
      rotation: { account: home.members[0]?.id, hasUser: true },
      notifier: { messageId: expect.any(String) },
    };
    expect(answer).toMatchObject(expected[name]);
    expect(stderr).toBe('');
  });

  it('prints nothing of a hostile event', async () => {
    const canary = 'cAnArY9ExampleSecret';
    const event = { forcerotate: canary, template_values: { actions: canary }, [canary]: { x: canary } };
    const { answer, printed } = await invoke(name, event);
    expect(answer.name).toBe('event-invalid');
    expect(printed).toContain('KT-112');
    expect(printed).not.toContain(canary);
  });

  it('knows no credentials but those of its environment', async () => {
    const nothing = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '', HOME: '/nonexistent' };
    const { answer } = await invoke(name, firstEvents(home.members, 1)[name], nothing);
    expect(answer.message ?? answer.refused).toMatch(/CredentialsProviderError/);
  });
});

it('the rotation works a whole account from its bundle: a key is created, stored and verified', async () => {
  const { addKey } = await import('../../../src/sandbox/seed.ts');
  const [, shop] = home.members;
  addUser(home.world, shop?.id ?? '', { name: 'bob' });
  addKey(home.world, shop?.id ?? '', 'bob', { createdAt: instant(home.world.now - 100 * 86_400_000) });
  home.world.settings.newKeyLagMs = 0;
  home.world.settings.reportDelayMs = 0;
  const event = { account: shop?.id, name: 'shop', email: 'shop@example.com', ForceRotate: 'bob' };
  const { answer } = await invoke('rotation', event);
  expect(answer).toMatchObject({ incomplete: false, summary: { rotated: 1 } });
  expect(answer.apiCalls.byOperation['iam:CreateAccessKey']).toBe(1);
});
