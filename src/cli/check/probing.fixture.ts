import { createOrganization, type Organization } from '../../../test/support/organization.ts';
import type { Clock } from '../../app/ports/clock.ts';
import type { ProbeResult } from '../../app/probe/probe.ts';
import type { ProbeRow } from '../../app/probe/probe-row.ts';
import type { ProbeRowId } from '../../app/probe/probe-rows.ts';
import { inProcessClients } from '../../aws/client/in-process.ts';
import { connectAws } from '../../aws/connect.ts';
import { instant } from '../../core/time.ts';
import { connectNotifier } from '../../notify/notifier.ts';
import { virtualClock } from '../../sandbox/clock.ts';
import { type Hooks, inProcessTransport } from '../../sandbox/in-process.ts';
import type { SandboxSecret } from '../../sandbox/model/secret.ts';
import { addUser } from '../../sandbox/seed.ts';
import { type TestTerminalOptions, testTerminal } from '../example-dependencies.fixture.ts';
import { runProgram } from '../program.ts';
import type { Connect } from '../run/dependencies.ts';

export const PROBED = '222222222222';
export const REGION = 'us-east-1';

/** An organization in which keyturn is deployed, with an account that has one user. */
export const organizationToProbe = (options: Partial<Parameters<typeof createOrganization>[0]> = {}): Organization => {
  const organization = createOrganization({
    now: instant(Date.UTC(2026, 5, 1, 6)),
    seed: 7,
    management: '111111111111',
    members: [{ id: PROBED, name: 'payments' }],
    ...options,
  });
  addUser(organization.world, PROBED, { name: 'alice' });
  return organization;
};

export interface ProbedOptions extends TestTerminalOptions {
  readonly hooks?: Hooks;
  /** Called once at this operation's first request: Ctrl-C. */
  readonly interruptAt?: string;
}

export interface Probed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly questions: readonly string[];
  /** `secretsmanager:CreateSecret`, in order. */
  readonly sent: readonly string[];
}

/** Runs `keyturn check --probe ...` in this process, over the real adapters. */
export const keyturnProbe = async (
  { world, operator }: Organization,
  line: string,
  { hooks = {}, interruptAt, ...options }: ProbedOptions = {},
): Promise<Probed> => {
  const clock: Clock = virtualClock(world);
  const sent: string[] = [];
  const terminal = testTerminal(options);
  const transport = inProcessTransport(world, {
    ...hooks,
    before: (request) => {
      const name = `${request.service}:${request.operation}`;
      sent.push(name);
      if (name === interruptAt) terminal.interrupt();
      return hooks.before?.(request);
    },
  });
  const clientFactory = inProcessClients(transport, { clock, credentials: operator });
  const connect: Connect = async ({ settings, runId, report }) => {
    const connected = connectAws({ clientFactory, clock, settings, runId, region: REGION });
    const notifier = connectNotifier({ mailer: connected.mailer, report });
    return { ...connected, region: REGION, notifier, close: () => undefined };
  };
  const { dependencies } = terminal;
  const own = { ...dependencies, io: { ...dependencies.io, clock }, connect };
  const code = await runProgram(`check --probe ${line}`.trim().split(' '), own);
  return { code, out: terminal.out(), err: terminal.err(), questions: terminal.questions, sent };
};

export const resultIn = ({ out, err }: Probed): ProbeResult => {
  if (out === '') throw new Error(`nothing was printed but: ${err}`);
  return JSON.parse(out);
};

export const rowOf = (probed: Probed, id: ProbeRowId): ProbeRow => {
  const row = resultIn(probed).rows.find((each) => each.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
};

/** All secrets of the account. */
export const secretsOf = ({ world }: Organization, account = PROBED): readonly SandboxSecret[] => [
  ...(world.accounts.get(account)?.secrets.get(REGION)?.values() ?? []),
];
