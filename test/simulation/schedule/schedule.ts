import type { Policy } from '../../../src/core/policy.ts';
import type { Adoption } from '../../../src/sandbox/model/application.ts';
import type { SandboxService } from '../../../src/sandbox/service-name.ts';

/**
 * Everything that happens, as plain data: a seed makes one, a shrunk one is the same with parts left out. Hours count
 * from its start.
 */
export interface Schedule {
  readonly seed: number;
  readonly policy: Policy;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The secrets are in the account that keyturn runs in. */
  readonly isCentral?: boolean;
  readonly world: Habits;
  readonly users: readonly ScheduledUser[];
  readonly events: readonly ScheduleEvent[];
  /** What goes wrong at requests counted over the whole story. */
  readonly plannedFaults?: readonly PlannedFault[];
  /** When faults and people stop. */
  readonly settlesFrom: number;
  /** Index of a user for whom a control policy denies new keys, in the first two calm days as well. */
  readonly deniedUser?: number;
  /** Daily runs after that; `full`: until the whole cycle must be over. */
  readonly settling: 'short' | 'full';
  /** At most so many of them, and fewer where nothing is under way any more; without it, as many as a cycle takes. */
  readonly settlingDays?: number;
}

/** How this AWS behaves throughout. Milliseconds. */
export interface Habits {
  readonly latencyMs: number;
  readonly newKeyLagMs: number;
  readonly lastUsedLagMs: number;
  readonly readLagMs: number;
  readonly trailDelayMs: number;
  readonly secretLagMs: number;
  /** Uses that IAM never records: of these services, or of these users. */
  readonly unrecordedServices?: readonly SandboxService[];
  readonly unrecordedUsers?: readonly string[];
}

export interface ScheduledUser {
  readonly name: string;
  readonly keys: readonly { readonly ageDays: number; readonly usedDaysAgo?: number; readonly isInactive?: boolean }[];
  readonly applications: readonly { readonly key: number; readonly everyDays: number; readonly adopt: Adoption }[];
  /** May read its secret from the start: other tools leave that to others. */
  readonly mayRead?: boolean;
  /** A secret of our name that somebody else made. */
  readonly foreignSecret?: boolean;
}

export type ScheduleEvent =
  | { readonly kind: 'run'; readonly at: number; readonly run: RunSpec }
  | {
      readonly kind: 'person';
      readonly at: number;
      readonly action: PersonAct;
      readonly user: number;
      readonly pick: number;
    }
  | { readonly kind: 'world'; readonly at: number; readonly change: WorldChange; readonly hours: number };

export interface RunSpec {
  readonly mode: 'apply' | 'plan';
  /** The member account alone. */
  readonly isNarrow?: boolean;
  /** Everybody by name, so that nobody has to be searched for. */
  readonly isNamed?: boolean;
  /** Index of the one user to work on; none: everybody. */
  readonly user?: number;
  readonly isForced?: boolean;
  /** `keyturn undo` for that one user, instead of a run. */
  readonly isUndo?: boolean;
  /** `keyturn handover` for that one user, to the role of the environment, likewise. */
  readonly isHandover?: boolean;
  readonly discovery: 'report' | 'list';
  /** Names the one event of which this is a delivery. */
  readonly event?: string;
  /** For another Region, or another account, than the one that has this account's secrets by then. */
  readonly isElsewhere?: 'region' | 'account' | undefined;
  /** How far this worker's clock is ahead. */
  readonly skewMs?: number;
  readonly leftMs?: number;
  /** Where in between the requests of others its own come. */
  readonly jitter: number;
  readonly plannedFaults: readonly PlannedFault[];
}

/**
 * What goes wrong at the requests `from` (counted from 0) and the `count - 1` next ones, or at all of one operation.
 */
export interface PlannedFault {
  readonly fault: FaultKind;
  readonly from: number;
  readonly count: number;
  readonly operation?: string;
  /** For `sleep`, when the request was signed, and `sleep-after`, when it was answered. */
  readonly minutes?: number;
  /** For `meanwhile`. */
  readonly person?: { readonly action: PersonAct; readonly user: number; readonly pick: number };
}

export const faults = [
  'crash-before',
  'crash-after',
  'error',
  'unsent',
  'lost',
  'throttle',
  'denied',
  'expired',
  'sleep',
  'sleep-after',
  'meanwhile',
] as const;

export type FaultKind = (typeof faults)[number];

export const personActs = [
  'createKey',
  'deletePendingKey',
  'deleteNewKey',
  'deleteOldKey',
  'deactivateNewKey',
  'reactivateOldKey',
  'useOldKey',
  'moveCurrent',
  'attachPolicy',
  'wipeTags',
  'swapTags',
  'staleTags',
  'holdSecret',
  'otherDeployment',
  'newerSchema',
  'dropPolicy',
  'changePolicy',
  'scheduleDeletion',
  'deleteSecret',
  'rotateByManager',
  'recreateUser',
  'deleteUser',
  'renameUser',
  'exempt',
  'unexempt',
  'dropClaimLabel',
  'rotateSelf',
  'earlierPolicy',
  'holdUser',
] as const;

/** What no random story picks, so that each seed keeps its story. */
export type PersonAct = (typeof personActs)[number] | 'deactivateOldKey';

export const worldChanges = [
  'sesDown',
  'denyWrites',
  'denySecrets',
  'denyLastUsed',
  'suspendAccount',
  'periodLowered',
  'breakGroup',
  'denyTags',
  'periodsChanged',
  'retirementChanged',
  'denyNewKeys',
  'denyAttach',
  'denyUpdates',
] as const;

/** What code does every night, for as long as it is deployed. */
export const nightlyActs = [
  'reactivateOldKey',
  'dropPolicy',
  'changePolicy',
  'scheduleDeletion',
  'deleteNewKey',
  'createKey',
] as const satisfies readonly PersonAct[];

/** The last is picked by stories of its own, so that each seed keeps its story. */
export type WorldChange = (typeof worldChanges)[number] | 'denyPolicies';

export type Somebody = { readonly action: PersonAct; readonly user: number; readonly pick: number };
