import { instant } from '../../core/time.ts';
import { deploy } from './deploy.ts';
import { files, type Memory, memory, portsOf } from './in-memory.fixture.ts';
import { defaultNames } from './names.ts';
import type { DeployTools, PartResult } from './step.ts';
import { type UndeployRequest, undeploy } from './undeploy.ts';

export interface Play {
  readonly answer?: 'yes' | 'no' | 'interrupted';
  readonly given?: Readonly<Record<string, string>>;
  readonly ous?: readonly string[];
  readonly firstOus?: readonly string[];
  readonly firstAccounts?: readonly string[];
  readonly managementAccount?: boolean;
  readonly isDryRun?: boolean;
  readonly secrets?: UndeployRequest['secrets'];
}

/** Deploys, and tells each part's outcome, what was asked, and what was written. */
export const play = async (
  world: Memory,
  {
    answer = 'yes',
    given = { AdminEmailAddress: 'a@example.com' },
    ous = [],
    firstOus = [],
    firstAccounts = [],
    managementAccount,
    isDryRun = false,
  }: Play = {},
  ports = portsOf(world),
) => {
  world.writes.length = 0;
  const { tools, questions } = stageOf(answer, isDryRun);
  const where = { names: defaultNames, bucket: undefined, prefix: 'p', region: 'r' };
  const first = { ous: firstOus, accounts: firstAccounts };
  const request = { ...where, ous, first, managementAccount, given, package: { files } };
  const result = await deploy(request, ports, tools);
  return { ...result, outcomes: outcomesOf(result.parts), questions, writes: [...world.writes] };
};

/** A world in which everything was deployed. */
export const deployed = async (): Promise<Memory> => {
  const world = memory();
  await play(world);
  return world;
};

/** The same outcome of every part. */
export const all = (outcome: string) => ({
  bucket: outcome,
  package: outcome,
  'list-role': outcome,
  members: outcome,
  management: outcome,
  main: outcome,
});

export const playUndeploy = async (world: Memory, { answer = 'yes', isDryRun = false, secrets }: Play = {}) => {
  world.writes.length = 0;
  const { tools, questions } = stageOf(answer, isDryRun);
  const result = await undeploy({ names: defaultNames, region: 'r', secrets }, portsOf(world), tools);
  return { ...result, outcomes: outcomesOf(result.parts), questions, writes: [...world.writes] };
};

const outcomesOf = (parts: readonly PartResult[]) =>
  Object.fromEntries(parts.map(({ part, outcome }) => [part, outcome]));

const stageOf = (answer: 'yes' | 'no' | 'interrupted', isDryRun: boolean) => {
  const questions: string[] = [];
  let now = 0;
  const sleep = async (ms: number): Promise<void> => {
    now += ms;
  };
  const tools: DeployTools = {
    clock: { now: () => instant(now), sleep },
    signal: new AbortController().signal,
    report: () => undefined,
    isDryRun,
    dialog: {
      begin: async () => undefined,
      tell: () => undefined,
      approve: async (question) => {
        questions.push(question);
        return answer;
      },
    },
  };
  return { tools, questions };
};
