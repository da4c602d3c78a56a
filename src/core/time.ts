/** Milliseconds since the Unix epoch, UTC. The one unit of time inside keyturn; adapters convert. */
export type Instant = number & { readonly __brand: 'Instant' };

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A daily schedule drifts: a period of N days counts as over after N x 24 h less this. */
export const RUN_DRIFT = 6 * HOUR;

export const instant = (ms: number): Instant => ms as Instant;

export const plus = (at: Instant, ms: number): Instant => (at + ms) as Instant;

/** The first moment at which a period of whole days that began at `since` counts as over. */
export const endOf = (since: Instant, days: number): Instant => plus(since, days * DAY - RUN_DRIFT);

/** True once a period of whole days that began at `since` counts as over (see {@link RUN_DRIFT}). */
export const isOver = (since: Instant, days: number, now: Instant): boolean => now >= endOf(since, days);

export const latest = (...moments: readonly Instant[]): Instant => Math.max(...moments) as Instant;

/** Age in whole days, rounded down; a moment in the future is 0 days old. */
export const wholeDays = (since: Instant, now: Instant): number => Math.max(0, Math.floor((now - since) / DAY));

/** Whole days from `now` until `on`, rounded up; 0 when the moment has come. */
export const daysUntil = (on: Instant, now: Instant): number => Math.max(0, Math.ceil((on - now) / DAY));
