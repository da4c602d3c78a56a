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

/** What AWS silently leaves off, never shows, or has no room for. */
export const leftOff: readonly FaultRow[] = [
  {
    id: 'F85',
    words:
      'IAM records no use of a user, or of the calls that keyturn makes = a key with a date is judged by it; one without stays, and a person is asked',
    tests: [
      ...here.blind(
        'keys with a date retire as ever, those without stay and are asked about, and it is said once',
        'a person confirms by deactivating the old key, and keyturn goes on from there',
        'an application whose use nobody records keeps its key',
        'that user keeps the old key, and others go on',
      ),
      ...here.usageUnknown(
        'stays, and a person is asked, where the successor shows none',
        'is judged by it, whatever the successor shows',
      ),
    ],
  },
  {
    id: 'F86',
    words:
      'a user sends mail by SMTP = the secret holds the SMTP passwords, and the old key goes only when the new one was used, or by a person',
    tests: [
      ...here.smtpUsers(
        'stays, and a person is asked, though the new key was read',
        'goes when the new key was used half an hour after our own read',
      ),
      ...here.smtpLogin(
        'is what a package that is not ours derives, for any secret and Region',
        'signs in to an SMTP server that derives the password itself, and no other password does',
      ),
      ...here.smtpLife(
        'finds its SMTP passwords in the secret, sorted, and keeps the old key until a person lets it go',
      ),
    ],
  },
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
