import type { AccessKeyId } from '../../core/keys.ts';
import type { Notes } from '../../core/observation.ts';
import type { LivePlan } from '../observe/plan-user.ts';

/** A rotation that was just done: its owner must be told, and nothing needs to be read again for that. */
export interface Rotated {
  readonly key: AccessKeyId;
  readonly notes: Notes;
  readonly wasRead: boolean;
  /** The owner is told next, and the try is noted. */
  readonly isTellingNext: boolean;
  readonly planned: LivePlan;
}

/** A key that was just deactivated: its owner is told next, and the try is noted. */
export interface Deactivated {
  readonly key: AccessKeyId;
  readonly notes: Notes;
  readonly planned: LivePlan;
}
