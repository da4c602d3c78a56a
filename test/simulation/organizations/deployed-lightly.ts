import type { AccountTicket, SentMessage } from '../../../src/app/fan-out/documents.ts';
import { finishRun } from '../../../src/app/fan-out/finish-run.ts';
import { memoryStore } from '../../../src/app/fan-out/in-memory.fixture.ts';
import { runKeys } from '../../../src/app/fan-out/keys.ts';
import { noteAcceptances } from '../../../src/app/fan-out/note-acceptances.ts';
import { sendMessage } from '../../../src/app/fan-out/send-message.ts';
import { startRun } from '../../../src/app/fan-out/start-run.ts';
import { type VisitAnswer, visitAccount } from '../../../src/app/fan-out/visit-account.ts';
import type { Digest } from '../../../src/app/notices/digest.ts';
import { createNotifier } from '../../../src/app/notices/notifier.ts';
import type { Channel } from '../../../src/app/ports/channel.ts';
import type { Mailer } from '../../../src/app/ports/ses.ts';
import type { RunResult } from '../../../src/app/results/result.ts';
import type { Settings } from '../../../src/app/settings/settings.ts';
import { inProcessClients } from '../../../src/aws/client/in-process.ts';
import { type ConnectedAws, connectAws } from '../../../src/aws/connect.ts';
import { MINUTE, plus } from '../../../src/core/time.ts';
import { sendMail } from '../../../src/notify/send-mail.ts';
import type { VirtualClock } from '../../../src/sandbox/clock.ts';
import { type InProcessRequest, inProcessTransport } from '../../../src/sandbox/in-process.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import type { World } from '../../../src/sandbox/world.ts';

/**
 * What the templates' state machine does (infra/main), without Step Functions, Lambda and S3: every account is visited,
 * its mails are sent and noted, and it is visited again where time ran out; a visit that dies is tried twice more.
 */
export interface LightDeployment {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly settings: Settings;
  readonly operator: SandboxCredentials;
  /** What happens to this visit, before each of its requests. */
  readonly meet: (visit: Visit, request: InProcessRequest) => Meeting;
  /** Heard of every request that was answered. */
  readonly heard: (visit: Visit | undefined, request: InProcessRequest) => void;
}

/** One process that visits one account. */
export interface Visit {
  readonly account: string;
  readonly round: number;
  readonly attempt: number;
  requests: number;
}

export type Meeting = 'goes-on' | 'ends' | 'dies';

const MOST_VISITS = 20;
const MOST_ATTEMPTS = 3;
const ACCOUNTS_AT_A_TIME = 2;

export interface LightRuns {
  /** One scheduled run over the organization. */
  readonly run: (day: number) => Promise<RunResult>;
}

export const deployLightly = (deployment: LightDeployment): LightRuns => {
  const memory = memoryStore();
  // The first scheduled run of a deployment only reports: it was before the story.
  memory.put(runKeys.firstReport, { runId: 'earlier', endedAt: 0 });
  return { run: (day) => runOnce(deployment, memory, `20260601-${day.toString(16).padStart(8, '0')}`) };
};

type Memory = ReturnType<typeof memoryStore>;

const runOnce = async (deployment: LightDeployment, memory: Memory, runId: string): Promise<RunResult> => {
  const { clock, settings } = deployment;
  const { store } = memory;
  const own = connect(deployment, runId, undefined);
  const stateMachine = { start: async (name: string) => ({ executionArn: name }) };
  const ask = { settings, mode: 'apply' as const, ous: [], isScheduled: true, runId, bucket: 'runs' };
  await startRun(ask, { ...own, store, stateMachine, clock });
  const { run } = memory.get(`runs/${runId}/manifest.json`);
  const left = [...(memory.get(run.accountsKey) as readonly AccountTicket[])];
  const work = async (): Promise<void> => {
    for (let ticket = left.shift(); ticket; ticket = left.shift())
      await visitToTheEnd(deployment, { memory, run, ticket }).catch(unlessItDied);
  };
  await Promise.all(Array.from({ length: ACCOUNTS_AT_A_TIME }, work));
  await finishRun({ run, settings, schedule: 'cron(0 5 * * ? *)' }, { store, clock });
  return memory.get(`runs/${runId}/result.json`);
};

/** The process, and not keyturn: a child execution that failed. */
class Died extends Error {}

const unlessItDied = (error: unknown): void => {
  if (!(error instanceof Died)) throw error;
};

interface Child {
  readonly memory: Memory;
  // biome-ignore lint/suspicious/noExplicitAny: read from the run bucket, as the state machine hands it on.
  readonly run: any;
  readonly ticket: AccountTicket;
}

const visitToTheEnd = async (deployment: LightDeployment, child: Child): Promise<void> => {
  const { clock, settings } = deployment;
  const { run, ticket, memory } = child;
  const { store } = memory;
  for (let round = 0; round < MOST_VISITS; round += 1) {
    const visited = await tried(deployment, child, round);
    const sent = await Promise.all(visited.messages.map((message) => sendOne(deployment, memory, message)));
    const { sessions } = connect(deployment, run.id, undefined);
    if (sent.length > 0) await noteAcceptances({ run, ticket, round, sent, settings }, { sessions, store, clock });
    if (visited.isDone) return;
  }
};

const tried = async (deployment: LightDeployment, child: Child, round: number): Promise<VisitAnswer> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await visitOnce(deployment, child, { account: child.ticket.account, round, attempt, requests: 0 });
    } catch (error) {
      if (!(error instanceof Died) || attempt + 1 >= MOST_ATTEMPTS) throw error;
      await deployment.clock.sleep(MINUTE);
    }
  }
};

const visitOnce = async (
  deployment: LightDeployment,
  { memory: { store }, run, ticket }: Child,
  visit: Visit,
): Promise<VisitAnswer> => {
  const { clock, settings } = deployment;
  const time = new AbortController();
  let die: (error: Error) => void = () => undefined;
  const death = new Promise<never>((_, reject) => {
    die = reject;
  });
  death.catch(() => undefined);
  const connected = connect(deployment, run.id, { visit, time, die: () => die(new Died('the process died')) });
  let nonces = 0;
  const parts = {
    ...connected,
    store,
    clock,
    nonce: () => `${run.id} ${visit.account} ${visit.round} ${visit.attempt} ${nonces++}`,
    signal: time.signal,
    deadline: plus(clock.now(), 15 * MINUTE),
  };
  return Promise.race([visitAccount({ run, ticket, round: visit.round, settings }, parts), death]);
};

interface Process {
  readonly visit: Visit;
  readonly time: AbortController;
  readonly die: () => void;
}

const connect = (deployment: LightDeployment, runId: string, process: Process | undefined): ConnectedAws => {
  const { world, clock, settings, operator } = deployment;
  let isDead = false;
  const transport = inProcessTransport(world, {
    before: (request) => {
      if (process === undefined) return undefined;
      process.visit.requests += 1;
      const meeting = isDead ? 'dies' : deployment.meet(process.visit, request);
      if (meeting === 'ends') process.time.abort();
      if (meeting !== 'dies') return undefined;
      isDead = true;
      process.die();
      return new Promise(() => undefined);
    },
    after: (request, outcome) => {
      if ('output' in outcome) deployment.heard(process?.visit, request);
      return undefined;
    },
  });
  const clientFactory = inProcessClients(transport, { clock, credentials: operator });
  return connectAws({ clientFactory, clock, settings, runId, region: 'us-east-1' });
};

const sendOne = ({ clock, ...rest }: LightDeployment, { store }: Memory, message: string): Promise<SentMessage> => {
  const { mailer } = connect({ clock, ...rest }, 'mail', undefined);
  const notifier = createNotifier({ channels: { mail: plainMail(mailer) }, counting: 'mail' });
  return sendMessage(message, { store, notifier, summaries: { deliver: neverAsked }, clock });
};

const neverAsked = async () => ({ kind: 'refused' as const, why: 'nobody reads summaries here' });

/** One mail a digest through the real mailer; its text is what the laws read. */
const plainMail = (mailer: Mailer): Channel<Digest> => ({
  async deliver({ account, notices }, { from, to, cc }) {
    const lines = notices.map(({ kind, key, user }) => ({ account: account.id, user: user.name, kind, key }));
    const text = JSON.stringify(lines);
    return sendMail(mailer, { from, to, cc, subject: 'Access keys', html: text, text });
  },
});
