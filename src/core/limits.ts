import { DAY, HOUR, MINUTE, SECOND } from './time.ts';

/**
 * How long a claim lasts. Nobody signs a call under it after {@link CLAIM_SIGNING_LIMIT}, so none is accepted after
 * this.
 */
export const LEASE = 35 * MINUTE;

/** AWS accepts a signature for 15 minutes, and our clock may be 5 ahead: 15 + 15 + 5 = the lease. */
export const CLAIM_SIGNING_LIMIT = 15 * MINUTE;

/**
 * What a run read when it began (settings, exemptions, the list of accounts) is acted on for no longer. Shorter than
 * any grace, so that what one run notes only a later one acts on, though a machine sleeps in between.
 */
export const RUN_LIMIT = 6 * HOUR;

/** A step is not begun with less time than this left. */
export const LEAST_TIME_LEFT = MINUTE;

/** Where time was called already, no further user is begun with less than this: half a minute for all his requests. */
export const LEAST_TIME_FOR_USER = LEAST_TIME_LEFT + 30 * SECOND;

/** Between two reads that must agree before a key is deleted or taken for gone. */
export const CONFIRM_AFTER = MINUTE;

/** A stored key that nobody verified is given up after this: by then its worker is gone. */
export const VERDICT_WAIT = 24 * HOUR + LEASE;

/** A key without a fate is an orphan only when every worker that could still store it is gone. */
export const ORPHAN_WAIT = LEASE + 15 * MINUTE;

/** Keys of ours that nobody was told of stay inactive this long before they are deleted. */
export const QUARANTINE = 24 * HOUR;

/** An announcement precedes a deletion by at least this. */
export const ANNOUNCED_BEFORE = 24 * HOUR;

/** A role that a person lets read a user's secret reads it no longer than this. */
export const LONGEST_HANDOVER = DAY;

/** A use this long after our own verification is somebody else's. */
export const ADOPTED_AFTER = 30 * MINUTE;

/**
 * IAM's record of uses has come to a key that was stored so long ago. AWS names no limit for how late it is; hours are
 * seen.
 */
export const RECORDED_WITHIN = 3 * DAY;

/** After two keys in a row that could not be verified. */
export const GIVE_UP_REST_DAYS = 7;

/** After two tries in a row to make a key that AWS denied, in one account as for one user. */
export const DENIED_REST_DAYS = 7;

/** Days to wait before the next try to tell an owner, by the number of tries so far. */
export const TELL_BACKOFF_DAYS = [0, 1, 2, 4, 7] as const;

/** An owner is reminded that the old key is in use at most this often. */
export const REMIND_EVERY_DAYS = 7;

/** A use counts as a reason to remind when it is no older than this. */
export const RECENT_USE = 3 * DAY;

/** An owner of whom something else is asked than to install a key is written to at most this often. */
export const ASK_EVERY_DAYS = 14;

/** Days over its date after which a key without a successor is a question to a person. */
export const LATE_AFTER_DAYS = 3;

/** A notice that is so long over binds nobody any more: the owner is told anew before anything happens. */
export const TOLD_DATE_LASTS = 30 * DAY;

/**
 * A notice that was accepted is not owed again within this; where it seems to be, two sources contradict each other.
 */
export const TOLD_AGAIN_AFTER = 6 * DAY;

/** What is undone so often is a question to a person. */
export const UNDONE_OFTEN = 3;

/** Undoings so far apart are not one and the same fight. */
export const UNDOING_LAPSES = 90 * DAY;

/** Our clock and AWS's may differ by this much. */
export const CLOCK_TOLERANCE = 5 * MINUTE;
