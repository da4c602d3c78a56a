/** What a run of stories amounts to. Calls are requests that keyturn sent, answered or not. */
export interface Counters {
  schedules: number;
  calls: number;
  faults: number;
  crashes: number;
  people: number;
  creations: number;
  promotions: number;
  deactivations: number;
  deletions: number;
  mails: number;
  applicationUses: number;
  violations: number;
}

export const noCounters = (): Counters => ({
  schedules: 0,
  calls: 0,
  faults: 0,
  crashes: 0,
  people: 0,
  creations: 0,
  promotions: 0,
  deactivations: 0,
  deletions: 0,
  mails: 0,
  applicationUses: 0,
  violations: 0,
});

export const addCounters = (sum: Counters, more: Counters): void => {
  for (const name of Object.keys(more) as (keyof Counters)[]) sum[name] += more[name];
};
