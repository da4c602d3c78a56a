import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** What Secrets Manager shows late, or lets through late. */
export const lateReads: readonly FaultRow[] = [
  {
    id: 'F79',
    words:
      'Secrets Manager reads late, all of it or one operation alone = what was written is waited for; else nothing is done',
    tests: [
      ...here.lateReads(
        'F79 of which %s alone is %i ms late cost nobody a key, and make one key',
        'F79 of which %s shows nothing of the last hour take nothing, and pile nothing up',
        'F79 that do not show a hold yet permit nothing: the old key stays',
        'F79 is waited for before the next step follows from a look',
        'F79 and never shows ends the run there: nothing follows from an old look',
        'F79 AWSCURRENT was moved though the answer was lost and the list is late: the key counts',
        'F79 a secret that was made for a notice is waited for, and its owner is told',
        'F79 a secret that a person restores, a moment ago, is worked on when it shows',
      ),
      ...here.lateLives('come when Secrets Manager shows all %i ms late'),
    ],
  },
  {
    id: 'F80',
    words: 'a denial where a user or a policy is not known everywhere yet = tried again for a while, and then believed',
    tests: [
      ...here.lateReads(
        'F80 of the first reads of a new key is not final',
        'F80 of every read of a new key is: it counts as authenticated alone',
        'F80 of a policy that names a user whom Secrets Manager does not know yet is tried again',
        'F80 of a policy for another reason is final',
        'F80 a new key reads before it does anything else: IAM records the first use alone',
      ),
      ...here.lateLives('one AccessDenied at the first read of a new key is not final: the old key still goes'),
    ],
  },
];

/** What Secrets Manager silently leaves off, or has no room for. */
export const leftOff: readonly FaultRow[] = [
  {
    id: 'F87',
    words:
      'labels are silently missing, or the secret is full = never a success; no key is made where its labels would not fit',
    tests: here.lateReads(
      'F87 a label %s that is silently left off is no success, and nobody loses a key',
      'F87 a secret that is full takes no new key, and a person is asked; with room again it does',
    ),
  },
];
