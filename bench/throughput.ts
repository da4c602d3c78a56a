import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Throughput {
  readonly accounts: number;
  readonly users: number;
  readonly seconds: number;
  readonly accountsPerSecond: number;
  /** Processor time of the keyturn process, in microseconds. */
  readonly processorPerUser: number;
  /** Of the keyturn process, in MB. */
  readonly peakMemory: number;
  readonly calls: number;
}

/** `keyturn plan --json-lines`, a process, against a sandbox that is another: nothing is due. */
export const measureThroughput = async (
  accounts: number,
  users: number,
  discovery: 'report' | 'list' = 'report',
): Promise<Throughput> => {
  const server = spawn(
    process.execPath,
    ['--max-old-space-size=12000', 'scripts/run.mjs', 'bench/serve.ts', `${accounts}`, `${users}`],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  try {
    return await planAgainst(await firstLine(server), { accounts, users, discovery });
  } finally {
    server.kill();
  }
};

interface Place {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const firstLine = async (server: ChildProcess): Promise<Place> => {
  if (server.stdout === null) throw new Error('the server has no output');
  for await (const line of createInterface(server.stdout)) return JSON.parse(line) as Place;
  throw new Error('the server did not start');
};

const planAgainst = async (
  place: Place,
  { accounts, users, discovery }: { readonly accounts: number; readonly users: number; readonly discovery: string },
): Promise<Throughput> => {
  const start = performance.now();
  const keyturn = spawn(
    process.execPath,
    ['bin/keyturn.mjs', 'plan', '--json-lines', '--set', `discovery=${discovery}`],
    {
      env: environment(place),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const watch = watchProcess(keyturn.pid ?? 0);
  let last = '';
  let done = 0;
  for await (const line of createInterface(keyturn.stdout)) {
    last = line;
    if (line.startsWith('{"type":"account"') && line.includes('"outcome":"done"')) done += 1;
  }
  if (keyturn.exitCode === null) await once(keyturn, 'exit');
  const seconds = (performance.now() - start) / 1_000;
  const { processorSeconds, peakMemory } = watch();
  const { apiCalls } = JSON.parse(last) as { readonly apiCalls: { readonly total: number } };
  if (done !== accounts) throw new Error(`only ${done} of ${accounts} accounts were done: ${last.slice(0, 500)}`);
  return {
    accounts,
    users,
    seconds,
    accountsPerSecond: accounts / seconds,
    processorPerUser: (processorSeconds * 1e6) / (accounts * users),
    peakMemory,
    calls: apiCalls.total,
  };
};

const environment = ({ url, accessKeyId, secretAccessKey, sessionToken }: Place): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
});

/** Looks at a process as Linux shows it, ten times a second; its last look stands once the process has ended. */
const watchProcess = (pid: number): (() => { readonly processorSeconds: number; readonly peakMemory: number }) => {
  let peakMemory = 0;
  let processorSeconds = 0;
  const look = (): void => {
    try {
      const highest = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      // A process that has ended, and was not waited for yet, has none.
      if (highest !== undefined) peakMemory = Number(highest) / 1_024;
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      // utime and stime, in hundredths of a second.
      processorSeconds = (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      // It has ended.
    }
  };
  const timer = setInterval(look, 100);
  return () => {
    clearInterval(timer);
    return { processorSeconds, peakMemory };
  };
};
