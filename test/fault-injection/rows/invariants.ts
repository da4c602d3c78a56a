import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** What holds after every call. */
export const invariants: readonly FaultRow[] = [
  {
    id: 'S1',
    words:
      'A key is deactivated only beside another active one that is current, readable by its owner, has worked, and was told of long enough ago; or by a policy, announced; or if its own secret was lost or never worked',
    tests: [
      ...here.laws('the guard of its ground holds'),
      ...here.predecessor('while its successor is not verified', 'while its owner is not told'),
    ],
  },
  {
    id: 'S2',
    words:
      'A credential that its application uses at least once in `quietDays` stays active, unless a person changes it',
    tests: [
      ...here.lifecycle('never deactivates a key in use, and reminds its owner each week'),
      ...here.coreLifecycle(
        'a key that is used at least every 14 days is never deactivated, and its owner is reminded',
      ),
    ],
  },
  {
    id: 'S3',
    words:
      'A key is deleted only after an earlier run noted it inactive, the recovery grace is over, and nobody used it since',
    tests: [
      ...here.laws('the guard of its ground holds'),
      ...here.deletion('holds for 9 days 17 hours 59 minutes', 'is kept when somebody used it since'),
      ...here.closedLaptop('when it has announced a deletion leaves that to a later run, which looks again'),
    ],
  },
  {
    id: 'S4',
    words: 'No active key is deleted, but one that this very run made and could not store',
    tests: [
      ...here.laws('an active key is never deleted'),
      ...here.workers('SecretsManager that refuses to store makes us take back the key we just made, and nothing else'),
    ],
  },
  {
    id: 'S5',
    words: 'keyturn leaves no user without an active key, except where `unusedKeys: retire` asks for it',
    tests: here.laws('a user is never left without an active key, but where policy retires unused keys'),
  },
  {
    id: 'S6',
    words: 'AWSCURRENT names the placeholder, or a key that exists and is active',
    tests: [
      ...here.laws(
        'the key that AWSCURRENT names stays, but for an owner who has his own or a policy that wants no unused keys',
      ),
      ...here.successors('keeps the successor in AWSCURRENT, where its user reads it with the old key; both keys work'),
    ],
  },
  {
    id: 'S7',
    words: 'The fate of a key, and the verdict on it, are written at most once',
    tests: here.secretStore('is written once: the same bytes again are no news, other bytes find it taken'),
  },
  {
    id: 'S8',
    words: 'CreateAccessKey is sent at most once by a run, and only under a claim that stands',
    tests: [
      ...here.atMostOnce('a key is created at most once, whatever the line does to its request and to its answer'),
      ...here.workers('a worker that sleeps an hour between its look and its call is refused by AWS'),
    ],
  },
  {
    id: 'S9',
    words: 'The exempt, the held, other owners, foreign secrets and inactive accounts are not written to',
    tests: [
      ...here.laws('the exempt, the held, the busy and those in inactive accounts are left alone'),
      ...here.people('a secret of another deployment, or of nobody, is left alone'),
      ...here.settings('F61 a user who is exempted on day %i of a cycle is frozen there, and goes on afterwards'),
    ],
  },
  {
    id: 'S10',
    words: 'A key that keyturn did not make goes only as the one that a successor replaced, or by a policy, announced',
    tests: [
      ...here.coreDefects('an independent second key is never taken for the successor'),
      ...here.byPolicy('comes first', 'is not enough after 6 days 17 hours 59 minutes'),
    ],
  },
  {
    id: 'S11',
    words: 'A secret key passes where it is made, stored and tried, and is in no log, mail, tag, error or report',
    tests: here.canary(
      'are not on the screen: output, --json, progress, debug log, faults',
      'are not in what keyturn tells itself: events, errors with their stacks, arguments, answers, results',
      'are not in what it leaves: mails, tags, descriptions, policies, CloudTrail records',
      'pass only where a new key is made, stored and verified as itself, and where a role is assumed',
    ),
  },
  {
    id: 'S12',
    words: 'Only its owner reads a stored credential, judged by a policy simulator that is not ours',
    tests: here.reader(
      'with %s it reads the value, or is denied outright, as its row says',
      'does not read a secret whose policy it re-wrote in its own favour',
    ),
  },
  {
    id: 'S13',
    words: 'A plan writes nothing',
    tests: [
      ...here.counts('writes nothing in plan mode, before and after'),
      ...here.sessions('is refused by AWS too, as the session policy allows reads alone'),
    ],
  },
  {
    id: 'S14',
    words: 'An owner gets one mail about one thing on one day from one worker',
    tests: [
      ...here.atMostOnce('a mail is accepted at most once, whatever the line does to its request and to its answer'),
      ...here.mail('F54 a run that dies between the mail and its note repeats the mail once, and not the same day'),
    ],
  },
  {
    id: 'S15',
    words: "What is taken away in a day fits into the day's share and under the breaker",
    tests: [
      ...here.laws('it fits into the allowance of the day, which changes nothing else'),
      ...here.pace(
        'opens when more than half of an account would be retired in a day: nobody is, and a person is asked',
      ),
    ],
  },
  {
    id: 'S16',
    words: 'Notes that are lost, old or swapped permit nothing that true ones would forbid',
    tests: [
      ...here.notesLaws('wiping the tags of some keys permits nothing that they forbade'),
      ...here.people('notes that were %s only postpone'),
    ],
  },
  {
    id: 'S18',
    words:
      'No key of which its owner is told goes before the date that he was told last, nor on a notice whose condition broke, nor on one that is a month over',
    tests: [
      ...here.toldDateLaws(
        'comes no earlier than the date that was told, and no later than a month after it',
        'comes on no notice whose condition broke',
        'comes in spite of a use only where a notice without condition told so, and the setting still stands',
      ),
      ...here.simulation('find nothing against keyturn in the first 150'),
    ],
  },
  {
    id: 'V1',
    words:
      'The result of a run accounts for each active key that is too old: by what was done, by a reason with a date that is not past, or by what to do; and its words are true',
    tests: [
      ...here.simulation('find nothing against keyturn in the first 150'),
      ...here.toldDateLaws(
        'waits for a date, which is not past',
        'waits no longer for the same when that date has come',
      ),
      ...here.overdue('a successor that is overdue itself, beside an old key that stays in use, is blocked and listed'),
    ],
  },
];
