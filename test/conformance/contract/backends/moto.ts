import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CreateAccountCommand, CreateOrganizationCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { SandboxCredentials } from '../../../../src/sandbox/service-name.ts';
import type { Backend } from '../backend.ts';
import { clientsOf } from '../clients.ts';
import { fakeClock } from './fake-clock.ts';
import { recordedOperations } from './moto-recording.ts';

/** moto's own account, which callers it does not know belong to. */
const MANAGEMENT = '123456789012';
const operator: SandboxCredentials = { accessKeyId: 'AKIAOPERATOR00000000', secretAccessKey: 'operator' };

/** moto on a port of its own, under a clock that the test moves: it begins today and ends a hundred days later. */
export const motoBackend = (): Promise<Backend> => openMoto({ program: 'moto_server', args: [] });

/** The same, with what it does otherwise than AWS put right. */
export const mendedMotoBackend = (): Promise<Backend> => openMoto({ program: 'python3', args: [MENDED] });

const MENDED = fileURLToPath(new URL('../../referees/moto_mended.py', import.meta.url));

interface MotoProgram {
  readonly program: string;
  readonly args: readonly string[];
}

const openMoto = async (program: MotoProgram): Promise<Backend> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-moto-'));
  const clock = await fakeClock(folder);
  const server = await startMoto(program, folder, clock.environment);
  const endpoint = { url: server.url, clockOffset: clock.offset };
  const memberIds = await foundOrganization(endpoint);
  return {
    ...endpoint,
    managementId: MANAGEMENT,
    memberIds,
    operator,
    adminOf: once((accountId) => login(endpoint, accountId)),
    travelTo: clock.travelTo,
    // moto takes every identity for confirmed.
    confirmIdentity: async () => undefined,
    // moto plays no ListRegions: the Regions are named.
    environment: () => ({ ...clock.environment, KEYTURN_REGIONS: 'us-east-1' }),
    received: () => recordedOperations(server.url),
    enforcesPolicies: false,
    close: async () => {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
};

const startMoto = async ({ program, args }: MotoProgram, folder: string, clock: Readonly<Record<string, string>>) => {
  const port = await freePort();
  const env = {
    PATH: process.env.PATH ?? '',
    TMPDIR: folder,
    MOTO_RECORDER_FILEPATH: join(folder, 'recording'),
    MOTO_ENABLE_RECORDING: '1',
    ...clock,
  };
  const server = spawn(program, [...args, '-H', '127.0.0.1', '-p', String(port)], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let lastWords = '';
  server.stderr.on('data', (text) => {
    lastWords = `${lastWords}${text}`.slice(-2_000);
  });
  let isWanted = true;
  const ended = new Promise<void>((resolve) =>
    server.once('exit', (code, signal) => {
      if (isWanted) console.error(`moto ended by itself (${signal ?? code}). Its last words:\n${lastWords}`);
      resolve();
    }),
  );
  const url = `http://127.0.0.1:${port}`;
  await untilAnswering(`${url}/moto-api/`);
  const stop = () => {
    isWanted = false;
    server.kill('SIGKILL');
    return ended;
  };
  return { url, stop };
};

export const untilAnswering = async (url: string): Promise<void> => {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const isUp = await fetch(url)
      .then(({ ok }) => ok)
      .catch(() => false);
    if (isUp) return;
    await wait(100);
  }
  throw new Error('moto did not start within 2 min');
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

type Endpoint = Pick<Backend, 'url' | 'clockOffset'>;

const foundOrganization = async (endpoint: Endpoint): Promise<readonly string[]> => {
  const { organizations } = clientsOf(endpoint, operator);
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const ids: string[] = [];
  for (const AccountName of ['payments', 'search', 'data', 'web', 'tools']) {
    const Email = `${AccountName}@example.com`;
    const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand({ AccountName, Email }));
    ids.push(CreateAccountStatus?.AccountId ?? '');
  }
  return ids;
};

const login = async (endpoint: Endpoint, accountId: string): Promise<SandboxCredentials> => {
  if (accountId === MANAGEMENT) return operator;
  const RoleArn = `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
  const { sts } = clientsOf(endpoint, operator);
  const { Credentials: answer } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'admin' }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = answer ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
};

const once = <T>(work: (name: string) => Promise<T>): ((name: string) => Promise<T>) => {
  const done = new Map<string, Promise<T>>();
  return (name) => {
    const result = done.get(name) ?? work(name);
    done.set(name, result);
    return result;
  };
};
