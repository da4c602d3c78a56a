import { CLAIMS_END_SECONDS } from '../../../infra/main/visit-flow.ts';
import { finishRun } from '../../../src/app/fan-out/finish-run.ts';
import { memoryStore } from '../../../src/app/fan-out/in-memory.fixture.ts';
import { noteBatch } from '../../../src/app/fan-out/note-batch.ts';
import { sendMails } from '../../../src/app/fan-out/send-mails.ts';
import type { SendParts } from '../../../src/app/fan-out/send-message.ts';
import { startRun } from '../../../src/app/fan-out/start-run.ts';
import type { VisitParts } from '../../../src/app/fan-out/visit-account.ts';
import { type BatchAnswer, visitAccounts } from '../../../src/app/fan-out/visit-accounts.ts';
import type { Digest } from '../../../src/app/notices/digest.ts';
import { createNotifier } from '../../../src/app/notices/notifier.ts';
import type { Channel } from '../../../src/app/ports/channel.ts';
import type { Mailer } from '../../../src/app/ports/ses.ts';
import type { RunResult } from '../../../src/app/results/result.ts';
import type { AccountBatch, AccountTicket } from '../../../src/app/run-bucket/documents.ts';
import { runKeys } from '../../../src/app/run-bucket/keys.ts';
import type { Settings } from '../../../src/app/settings/settings.ts';
import { inProcessClients } from '../../../src/aws/client/in-process.ts';
import { type ConnectedAws, connectAws } from '../../../src/aws/connect.ts';
import { MINUTE, plus, SECOND } from '../../../src/core/time.ts';
import { sendMail } from '../../../src/notify/send-mail.ts';
import type { VirtualClock } from '../../../src/sandbox/clock.ts';
import { type InProcessRequest, inProcessTransport } from '../../../src/sandbox/in-process.ts';
import type { SandboxCredentials } from '../../../src/sandbox/service-name.ts';
import type { World } from '../../../src/sandbox/world.ts';

/**
 * What the templates' state machine does (infra/main), without Step Functions, Lambda and S3: accounts are visited some
 * at once, their mails are sent and noted, and those are visited again whose time ran out; a visit that dies is tried
 * twice more, and then each of its accounts alone.
 */
export interface LightDeployment {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly settings: Settings;
  readonly functionsAtATime: number;
  readonly operator: SandboxCredentials;
  /** What happens to this visit, before each of its requests. */
  readonly meet: (visit: Visit, request: InProcessRequest) => Meeting;
  /** One of these accounts ended the process that visited them all. */
  readonly died: (by: string, accounts: readonly string[]) => void;
  /** Heard of every request that was answered. */
  readonly heard: (visit: Visit | undefined, request: InProcessRequest) => void;
}

/** What one process does in one account. */
export interface Visit {
  readonly account: string;
  readonly round: number;
  readonly attempt: number;
  requests: number;
}

export type Meeting = 'goes-on' | 'ends' | 'dies';

const MOST_VISITS = 20;
const MOST_ATTEMPTS = 3;

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
  const { clock, settings, functionsAtATime } = deployment;
  const { store } = memory;
  const own = connect(deployment, runId, undefined);
  const stateMachine = { find: async () => undefined, start: async (name: string) => ({ executionArn: name }) };
  const ask = { settings, functionsAtATime, mode: 'apply' as const, ous: [], isScheduled: true, runId, bucket: 'runs' };
  await startRun(ask, { ...own, store, openRun: () => store, nonce: () => runId, stateMachine, clock });
  const { run } = memory.get(`runs/${runId}/manifest.json`);
  const left = [...(memory.get(run.batchesKey) as readonly AccountBatch[])];
  const work = async (): Promise<void> => {
    for (let batch = left.shift(); batch; batch = left.shift())
      await visitToTheEnd(deployment, { memory, run }, { ...batch, first: 0, isAlone: false });
  };
  await Promise.all(Array.from({ length: functionsAtATime }, work));
  await finishRun({ run, settings, schedule: 'cron(0 5 * * ? *)' }, { store, clock });
  return memory.get(`runs/${runId}/result.json`);
};

type Tickets = readonly AccountTicket[];

/** The process, and not keyturn: a child execution that failed. */
class Died extends Error {}

interface Child {
  readonly memory: Memory;
  // biome-ignore lint/suspicious/noExplicitAny: read from the run bucket, as the state machine hands it on.
  readonly run: any;
}

const visitToTheEnd = async (
  deployment: LightDeployment,
  child: Child,
  { tickets, first, isAlone }: { readonly tickets: Tickets; readonly first: number; readonly isAlone: boolean },
): Promise<void> => {
  let left = tickets;
  for (let round = first; left.length > 0 && round < MOST_VISITS; round += 1) {
    const answer = await tried(deployment, child, { tickets: left, round, isAlone });
    await sendAndNote(deployment, child, { mailing: answer.mailing, round });
    if (left.length > 1 && answer.failed.length > 0) {
      await deployment.clock.sleep(CLAIMS_END_SECONDS * SECOND);
      for (const ticket of answer.failed)
        await visitToTheEnd(deployment, child, { tickets: [ticket], first: round, isAlone: true });
    }
    left = answer.left;
  }
};

const sendAndNote = async (
  deployment: LightDeployment,
  { memory: { store }, run }: Child,
  { mailing, round }: { readonly mailing: Tickets; readonly round: number },
): Promise<void> => {
  if (mailing.length === 0) return;
  const { clock, settings } = deployment;
  const accounts = mailing.map(({ account }) => account);
  const parts = { ...mailParts(deployment), store, clock, signal: new AbortController().signal };
  const { isDone } = await sendMails({ run: run.id, accounts, round }, parts);
  if (!isDone) throw new Error('mails were left, and there was time');
  const { sessions } = connect(deployment, run.id, undefined);
  await noteBatch({ run, tickets: mailing, round, refused: '', settings }, { sessions, store, clock });
};

interface Round {
  readonly tickets: Tickets;
  readonly round: number;
  readonly isAlone: boolean;
}

const tried = async (deployment: LightDeployment, child: Child, round: Round): Promise<BatchAnswer> => {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    try {
      return await visitOnce(deployment, child, { ...round, attempt });
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      await deployment.clock.sleep(MINUTE);
    }
  }
  return { mailing: [], left: [], failed: round.tickets };
};

const visitOnce = async (
  deployment: LightDeployment,
  { memory: { store }, run }: Child,
  { tickets, round, isAlone, attempt }: Round & { readonly attempt: number },
): Promise<BatchAnswer> => {
  const { clock, settings } = deployment;
  let die: (error: Error) => void = () => undefined;
  const death = new Promise<never>((_, reject) => {
    die = reject;
  });
  death.catch(() => undefined);
  const accounts = tickets.map(({ account }) => account);
  const life: Life = {
    isOver: false,
    die: (by) => {
      deployment.died(by, accounts);
      die(new Died('the process died'));
    },
  };
  const partsFor = ({ account }: AccountTicket): VisitParts => {
    let nonces = 0;
    // Time runs out where an account is slow: the others have that time for themselves.
    const time = new AbortController();
    return {
      ...connect(deployment, run.id, { visit: { account, round, attempt, requests: 0 }, time, life }),
      clock,
      nonce: () => `${run.id} ${account} ${round} ${attempt} ${nonces++}`,
      signal: time.signal,
      deadline: plus(clock.now(), 15 * MINUTE),
    };
  };
  const visited = visitAccounts({ run, tickets, round, isAlone, settings }, { store, partsFor });
  visited.catch(() => undefined);
  const { answer, failures } = await Promise.race([visited, death]);
  for (const { error } of failures) throw error;
  return answer;
};

/** Of a process, which may visit several accounts. */
interface Life {
  isOver: boolean;
  readonly die: (by: string) => void;
}

interface Process {
  readonly visit: Visit;
  readonly time: AbortController;
  readonly life: Life;
}

const connect = (deployment: LightDeployment, runId: string, process: Process | undefined): ConnectedAws => {
  const { world, clock, settings, operator } = deployment;
  const transport = inProcessTransport(world, {
    before: (request) => {
      if (process === undefined) return undefined;
      const { visit, time, life } = process;
      visit.requests += 1;
      const meeting = life.isOver ? 'dies' : deployment.meet(visit, request);
      if (meeting === 'ends') time.abort();
      if (meeting !== 'dies') return undefined;
      if (!life.isOver) life.die(visit.account);
      life.isOver = true;
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

const mailParts = (deployment: LightDeployment): Pick<SendParts, 'notifier' | 'summaries'> => {
  const { mailer } = connect(deployment, 'mail', undefined);
  const notifier = createNotifier({ channels: { mail: plainMail(mailer) }, counting: 'mail' });
  return { notifier, summaries: { deliver: neverAsked } };
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
