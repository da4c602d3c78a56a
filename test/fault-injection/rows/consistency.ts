import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** F22 to F29: what AWS shows late, and time itself. */
export const consistencyAndTime: readonly FaultRow[] = [
  {
    id: 'F22',
    words: 'lists miss a key, or still show one = nobody loses one by it',
    tests: here.consistency(
      'F22 F23 lists that are %i ms old, in keys and in their status, cost nobody a key',
      'F22 a list that misses the new key brings at most what the quota allows, and takes nothing',
    ),
  },
  {
    id: 'F23',
    words: 'a status is old = two looks a minute apart, and no re-activation taken from a young note',
    tests: [
      ...here.consistency('F22 F23 lists that are %i ms old, in keys and in their status, cost nobody a key'),
      ...here.workers('a key is deleted no sooner than a minute after the look that asked for it'),
    ],
  },
  {
    id: 'F24',
    words: 'a new key works late, or in one Region first = it is waited for, or given up and made anew',
    tests: here.consistency(
      'F24 that works after %i seconds interrupts nobody',
      'F24 that STS knows, and Secrets Manager in its Region does not yet, is tried again',
    ),
  },
  {
    id: 'F25',
    words: 'the last use is late, throttled, denied or absent = unknown, and nothing is taken away',
    tests: here.consistency(
      'F25 that cannot be read, since the request is %s, is unknown: the old key stays',
      'F25 that is recorded %i ms late interrupts nobody',
    ),
  },
  {
    id: 'F26',
    words: 'our clock is wrong, or an hour is skipped = beyond five minutes nothing is written; days have 24 hours',
    tests: [
      ...here.workers('a clock that is %i ms ahead of AWS stops everything before any write'),
      ...here.clock('a clock that is %s of AWS, where AWS itself would not mind: %s ms, %s'),
      ...here.time('knows no daylight saving: days have 24 hours'),
    ],
  },
  {
    id: 'F27',
    words: 'a key was created in the future = it is young',
    tests: [...here.consistency('F27 a key created in the future is young'), ...here.rotate('of the future is fresh')],
  },
  {
    id: 'F28',
    words: 'a run comes on the very edge of a period = each edge is where the page says',
    tests: [
      ...here.grace('holds for 9 days 17 hours 59 minutes', 'is over after 9 days 18 hours'),
      ...here.coreLifecycle('to the day, though runs are up to three hours early or late'),
      ...here.time('at %s is over: %s'),
    ],
  },
  {
    id: 'F29',
    words: 'no run for forty days = still one stage a run, with a full warning before each',
    tests: here.workers('forty days without a run still bring one stage per run, with a full warning before each'),
  },
];
