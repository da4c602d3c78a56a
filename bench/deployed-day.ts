import { functionShapes } from '../infra/main/functions.ts';
import type { AccountId } from '../src/core/keys.ts';
import { DAY, MINUTE, plus, SECOND } from '../src/core/time.ts';
import { virtualClock } from '../src/sandbox/clock.ts';
import { addKey, addUser } from '../src/sandbox/seed.ts';
import { createDeployedOrganization, type DeployedOrganization } from '../test/deployed/deployed-organization.ts';
import { template } from '../test/deployed/stack/templates.ts';
import { type MonthlyBill, monthlyBill, type UsedLambda } from './bill.ts';
import { throttles } from './virtual.ts';

/** A daily run of the deployed form over an organization in which nothing is due. */
export interface DeployedDay {
  readonly accounts: number;
  /** Virtual minutes under AWS's throttles, at the default concurrency. */
  readonly minutes: number;
  readonly stateTransitions: number;
  readonly invocations: number;
  /** Of a month of such days. */
  readonly bill: MonthlyBill;
}

/**
 * Processor time of an account's visit at the 512 MB of the function, a generous guess: the sandbox's clock stands
 * still while a program computes. And what a cold start costs.
 */
const [COMPUTING_MS, COLD_START_MS] = [50, 500];

/** AWS makes a credential report in 2 to 10 seconds: the slowest of all. */
const REPORT_MS = 10 * SECOND;

/** Plays one scheduled run with the templates' own state machine, in virtual time. */
export const measureDeployedDay = async (accounts: number, users: number): Promise<DeployedDay> => {
  // Beside the management account, the primary one and two members.
  const further = Array.from({ length: accounts - 4 }, (_, index) => ({
    id: String(500_000_000_000 + index) as AccountId,
    name: `team-${index}`,
  }));
  const organization = createDeployedOrganization({}, {}, further);
  const { world, functions } = organization;
  for (const { id } of further)
    for (let user = 0; user < users; user += 1) {
      addUser(world, id, { name: `user-${user}` });
      addKey(world, id, `user-${user}`, { createdAt: plus(world.now, -(user % 80) * DAY) });
    }
  world.settings.reportDelayMs = REPORT_MS;
  functions.through = throttles(virtualClock(world));
  const used = timed(organization);
  const start = world.now;
  const { status, result } = await organization.daily();
  if (status !== 'SUCCEEDED' || result.incomplete) throw new Error('the run was not complete');
  const stateTransitions = organization.transitions();
  return {
    accounts,
    minutes: (world.now - start) / MINUTE,
    stateTransitions,
    invocations: used.length,
    bill: monthlyBill({
      stateTransitions: stateTransitions + childrenOf(used),
      lambda: used,
      alarms: alarmsIn(template('main')),
      s3: functions.sent.map(({ call }) => call).filter((call) => call.startsWith('s3:')),
    }),
  };
};

const alarmsIn = ({ Resources }: ReturnType<typeof template>): number =>
  Object.values(Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm').length;

/** Whether the start of a child execution counts as a transition is not documented: it is taken to be one. */
const childrenOf = (used: readonly UsedLambda[]): number => used.length;

/** What each invocation takes, as Lambda bills it. */
const timed = ({ functions, world, main }: DeployedOrganization): readonly UsedLambda[] => {
  const used: UsedLambda[] = [];
  const memoryOf = (name: string): number => {
    const shape = Object.values(functionShapes).find(({ logicalId }) => name.endsWith(`:${main.physical(logicalId)}`));
    if (shape === undefined && name !== main.physical(functionShapes.inventory.logicalId))
      throw new Error(`the stack has no function ${name}`);
    return (shape ?? functionShapes.inventory).memorySize;
  };
  const { invoke } = functions;
  functions.invoke = async (name, event, ...rest) => {
    const begun = world.now;
    try {
      return await invoke(name, event, ...rest);
    } finally {
      const { tickets = [] } = (event ?? {}) as { readonly tickets?: readonly unknown[] };
      const computing = COLD_START_MS + COMPUTING_MS * Math.max(1, tickets.length);
      used.push({ memoryMb: memoryOf(name), seconds: (world.now - begun + computing) / SECOND });
    }
  };
  return used;
};
