import type { UserResult } from '../../app/results/result.ts';
import type { UserStatus } from '../../app/results/user-status.ts';
import type { StepKind } from '../../core/step.ts';
import type { ShownKey } from './user-block.ts';

/** Users to whom the same happened, under one heading. */
export interface UserGroup {
  readonly kind: 'act' | 'wait' | 'blocked' | 'failed';
  readonly title: string;
  readonly users: readonly ShownUser[];
}

/** What a list shows of a user: a line of a run's result, or a user of whom it has none. */
export interface ShownUser extends Pick<UserResult, 'account' | 'user' | 'step' | 'reason' | 'message' | 'remedy'> {
  readonly keys: readonly ShownKey[];
}

type Theme = 'rotated' | 'deactivated' | 'deleted' | 'told' | 'settled' | 'waiting';

const themes: Readonly<Record<StepKind, Theme>> = {
  ROTATE: 'rotated',
  DEACTIVATE: 'deactivated',
  DELETE: 'deleted',
  TELL: 'told',
  WARN: 'told',
  ANNOUNCE: 'told',
  REMIND: 'told',
  TELL_DEACTIVATED: 'told',
  TELL_REACTIVATED: 'told',
  ASK: 'told',
  NOTHING: 'waiting',
  RESTORE_SECRET: 'settled',
  REPAIR_POLICY: 'settled',
  UPDATE_POLICY: 'settled',
  NOTE_WRITER: 'settled',
  CLEAR: 'settled',
  PROMOTE: 'rotated',
  ABANDON: 'settled',
  NOTE: 'settled',
  UN_NOTE: 'settled',
  CONDEMN: 'settled',
};

/** Every step that a plan can hold, by name. */
export const stepKinds = Object.keys(themes) as readonly StepKind[];

const titles: Readonly<Record<'plan' | 'apply', Readonly<Record<Theme, string>>>> = {
  plan: {
    rotated: 'Would get a new key',
    deactivated: 'Old key would be deactivated',
    deleted: 'Old key would be deleted',
    told: 'Would be told or warned',
    settled: 'Would be put in order',
    waiting: 'Waiting',
  },
  apply: {
    rotated: 'Got a new key',
    deactivated: 'Old key deactivated',
    deleted: 'Old key deleted',
    told: 'Told or warned',
    settled: 'Put in order',
    waiting: 'Waiting',
  },
};

/** What a plan says of a step, as a heading. */
export const headingFor = (step: StepKind): string => titles.plan[themes[step]];

/** What matters most stands last, next to the prompt. */
export const groupUsers = (mode: 'plan' | 'apply', users: readonly UserResult[]): UserGroup[] => {
  const acted = users.filter(({ outcome }) => outcome === 'done' || outcome === 'planned');
  const byTheme = (Object.keys(titles[mode]) as readonly Theme[]).map(
    (theme): UserGroup => ({
      kind: theme === 'waiting' ? 'wait' : 'act',
      title: titles[mode][theme],
      users: acted.filter(({ step }) => themes[step] === theme),
    }),
  );
  const others: readonly UserGroup[] = [
    group('wait', 'Waiting: a key is too old, and has a date', users, 'waiting'),
    group('wait', 'Left for the next run: another worker was there', users, 'busy'),
    group('wait', 'Left for the next run: things changed at a second look', users, 'changed'),
    group('wait', 'Left for the next run: interrupted', users, 'interrupted'),
    group('blocked', 'Blocked: a person is needed', users, 'blocked'),
    group('failed', 'Failed', users, 'failed'),
  ];
  return [...byTheme, ...others].filter((each) => each.users.length > 0);
};

/** Users of whom the run's result has no line. */
export const groupOthers = (others: readonly UserStatus[]): UserGroup[] => {
  const of = (title: string, state: UserStatus['state']): UserGroup => ({
    kind: 'wait',
    title,
    users: others.filter((user) => user.state === state),
  });
  const groups = [of('Nothing due', 'not-due'), of('Exempt', 'exempt'), of('Waiting: no key is too old', 'waiting')];
  return groups.filter(({ users }) => users.length > 0);
};

const group = (
  kind: UserGroup['kind'],
  title: string,
  users: readonly UserResult[],
  outcome: UserResult['outcome'],
): UserGroup => ({ kind, title, users: users.filter((user) => user.outcome === outcome) });
