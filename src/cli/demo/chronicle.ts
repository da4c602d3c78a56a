import type { RunResult, UserResult } from '../../app/results/result.ts';
import type { World } from '../../sandbox/world.ts';

/** What happened to one user's key on one day. */
export interface DemoEvent {
  readonly day: number;
  readonly kind: EventKind;
  readonly accountId: string;
  readonly userName: string;
}

export type EventKind =
  | 'created'
  | 'told'
  | 'installed'
  | 'warned'
  | 'reminded'
  | 'deactivated'
  | 'announced'
  | 'deleted'
  | 'interrupted';

/** Everything that happened, day by day: seen in the world itself, and notices as the runs told them. */
export interface Chronicle {
  readonly events: readonly DemoEvent[];
  /** What the day's run changed, and whom it told: `result` is that run's. */
  record(day: number, result: RunResult): void;
  /** Which programs changed their key, or were cut off, since the last look. */
  recordApplications(day: number): void;
}

export const createChronicle = (world: World): Chronicle => {
  const events: DemoEvent[] = [];
  let keys = snapshot(world);
  let programs = inUse(world);
  return {
    events,
    recordApplications: (day) => {
      events.push(...changesOfPrograms(world, programs).map((change) => ({ day, ...change })));
      programs = inUse(world);
    },
    record: (day, result) => {
      events.push(...changesOfKeys(world, keys).map((change) => ({ day, ...change })));
      events.push(...result.users.flatMap(noticeOf).map((notice) => ({ day, ...notice })));
      keys = snapshot(world);
    },
  };
};

type Change = Omit<DemoEvent, 'day'>;

interface SeenKey {
  readonly accountId: string;
  readonly userName: string;
  readonly status: string;
}

const snapshot = (world: World): Map<string, SeenKey> =>
  new Map([...world.accessKeys].map(([id, { accountId, userName, status }]) => [id, { accountId, userName, status }]));

const changesOfKeys = (world: World, before: ReadonlyMap<string, SeenKey>): Change[] => {
  const now = snapshot(world);
  const gone = [...before].filter(([id]) => !now.has(id)).map(([, key]) => change('deleted', key));
  const changed = [...now].flatMap(([id, key]) => {
    const earlier = before.get(id);
    if (earlier === undefined) return [change('created', key)];
    return earlier.status === 'Active' && key.status === 'Inactive' ? [change('deactivated', key)] : [];
  });
  return [...changed, ...gone];
};

const change = (kind: EventKind, { accountId, userName }: SeenKey): Change => ({ kind, accountId, userName });

interface Program {
  readonly keyId: string;
  readonly interruptions: number;
}

const inUse = ({ applications }: World): readonly Program[] =>
  applications.map(({ credentials, interruptions }) => ({
    keyId: credentials.accessKeyId,
    interruptions: interruptions.length,
  }));

const changesOfPrograms = ({ applications }: World, before: readonly Program[]): Change[] =>
  applications.flatMap(({ accountId, userName, credentials, interruptions }, index): Change[] => {
    const earlier = before[index];
    const isCutOff = interruptions.length > (earlier?.interruptions ?? 0);
    const hasInstalled = earlier !== undefined && earlier.keyId !== credentials.accessKeyId;
    return [
      ...(hasInstalled ? [{ kind: 'installed', accountId, userName } as const] : []),
      ...(isCutOff ? [{ kind: 'interrupted', accountId, userName } as const] : []),
    ];
  });

const notices: Partial<Record<UserResult['step'], EventKind>> = {
  ROTATE: 'told',
  TELL: 'told',
  WARN: 'warned',
  REMIND: 'reminded',
  ANNOUNCE: 'announced',
};

/** A rotation whose mail was refused is a failure in its result, and told another day. */
const noticeOf = ({ step, outcome, account, user }: UserResult): Change[] => {
  const kind = notices[step];
  return kind === undefined || outcome !== 'done' ? [] : [{ kind, accountId: account, userName: user }];
};
