import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { fakeClock } from '../../contract/backends/fake-clock.ts';

/** A server on a port and a clock of its own. */
export interface Ministack {
  readonly url: string;
  /** The server's clock less the test's, in ms. */
  readonly clockOffset: () => number;
  /** Lets time pass until it is this day. The test's own present is day -100, on which the server starts. */
  readonly travelTo: (day: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * ministack under a clock that the test moves: it really runs the functions, on the Node first on its path, under the
 * same clock.
 */
export const startMinistack = async (): Promise<Ministack> => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-ministack-'));
  const clock = await fakeClock(folder);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = serve(port, { ...clock.environment, HOME: folder, TMPDIR: folder });
  await untilAnswering(url);
  return {
    url,
    clockOffset: clock.offset,
    travelTo: async (day) => {
      await clock.travelTo(-day);
      // Awake at the new time, it ends every connection that nobody used for so long: before a test sends anything over
      // one.
      await untilAnswering(url);
      await wait(50);
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const MENDED = fileURLToPath(new URL('../ministack_mended.py', import.meta.url));

const serve = (port: number, resolveContext: Readonly<Record<string, string>>) => {
  const server = spawn('python3', [MENDED], {
    env: {
      PATH: pathWithNode(process.env),
      TZ: 'UTC',
      // Signatures and policies count, and an access key leads to its own account.
      AUTH: 'true',
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      IOT_MTLS_ENABLED: '0',
      // State machines do not wait before they try again.
      SFN_WAIT_SCALE: '0',
      ...resolveContext,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let lastWords = '';
  const listen = (text: Buffer) => {
    lastWords = `${lastWords}${text}`.slice(-4_000);
  };
  server.stdout.on('data', listen);
  server.stderr.on('data', listen);
  let isWanted = true;
  const ended = new Promise<void>((resolve) =>
    server.once('exit', (code, signal) => {
      if (isWanted) console.error(`ministack ended by itself (${signal ?? code}). Its last words:\n${lastWords}`);
      resolve();
    }),
  );
  const stop = () => {
    isWanted = false;
    // By word, so that it takes the functions' processes with it.
    server.kill('SIGTERM');
    return Promise.race([ended, wait(5_000).then(() => void server.kill('SIGKILL'))]);
  };
  return { stop };
};

const pathWithNode = ({ PATH = '', KEYTURN_LAMBDA_NODE: node }: NodeJS.ProcessEnv): string =>
  node === undefined ? PATH : `${dirname(node)}${delimiter}${PATH}`;

const untilAnswering = async (url: string): Promise<void> => {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const isUp = await fetch(`${url}/_ministack/health`)
      .then(({ ok }) => ok)
      .catch(() => false);
    if (isUp) return;
    await wait(100);
  }
  throw new Error('ministack did not start within 2 min');
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
