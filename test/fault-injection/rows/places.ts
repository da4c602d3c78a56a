import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** F41 to F50: what happens to users and accounts, and answers that nobody expects. */
export const places: readonly FaultRow[] = [
  {
    id: 'F41',
    words:
      'the user is deleted in the middle, or created again = nothing is left behind, and the new one inherits nothing',
    tests: [
      ...here.users(
        'F41 before any request of the run harms nobody, and one of the same name who comes after inherits nothing',
        'F41 on day %i of a cycle leaves nothing to do but to keep the secret',
        'F41 a run that dies while its user is deleted leaves no key behind',
      ),
      ...here.people('a re-created user of the same name never inherits the secret, and gets one of an own name'),
      ...here.deletedUser('the secret of a deleted user is kept for 30 days, then scheduled for deletion, once'),
    ],
  },
  {
    id: 'F42',
    words: 'the account is suspended, closed or gone in the middle = it is left as it is',
    tests: [
      ...here.users(
        'F42 that is %s from any request of a run on is left as it is',
        'F42 that left the organization is not entered, and the run of the others is whole',
      ),
      ...here.stop('an account in a state nobody knows is left alone'),
    ],
  },
  {
    id: 'F43',
    words: 'lists come in pages, empty ones too = everybody is seen',
    tests: [
      ...here.aws('F43 of %i users is seen whole, however its lists are paged'),
      ...here.organizationAccounts('an empty page with a token is not the last'),
      ...here.awsUsers('nor is a page that goes on nowhere, or in a circle, the last one'),
    ],
  },
  {
    id: 'F44',
    words: 'the list of accounts breaks off = the run says that it is incomplete',
    tests: here.defects('a list of accounts that breaks off makes the run incomplete'),
  },
  {
    id: 'F45',
    words: 'user names hold everything that IAM allows = each has a secret of its own',
    tests: [
      ...here.users('F45 a user called %j gets a key that only this user reads'),
      ...here.secretNames('each user of an account has a secret of its own, whatever the name'),
    ],
  },
  {
    id: 'F46',
    words: 'a replica Region has a secret of that name = it is not overwritten',
    tests: [],
    reason:
      'keyturn makes no replicas yet: the setting is refused (`replicas`, in src/app/settings/parse.test.ts), and no request that makes one is in src/aws/client/operations.ts',
  },
  {
    id: 'F47',
    words: 'a replica that somebody made fails = the owner is not told, and the grace does not begin',
    tests: [
      ...here.tellOwner('waits for the replicas before its owner is told: one may read there'),
      ...here.predecessor('while a replica is behind'),
      ...here.rest('for a successor that a replica lacks, and it says so'),
    ],
  },
  {
    id: 'F48',
    words: 'CloudTrail has no record, or has it late = a key without proof is only reported',
    tests: [
      ...here.aws('F48 has no record of a key leaves it alone, and a person is asked'),
      ...here.orphan('is only reported when CloudTrail is silent'),
      ...here.trail('is unknown while CloudTrail has no record, and without the right to look'),
    ],
  },
  {
    id: 'F49',
    words: 'an error code that nobody knows, or the page of a proxy = doubt, never a refusal',
    tests: [
      ...here.process(
        'F49 an error code that nobody knows stops the user for now, and is no refusal: nothing is taken back',
      ),
      ...here.awsFaults('after a code that nobody knows', 'after a page of a proxy'),
      ...here.attempts('is no refusal, though its status is %i'),
    ],
  },
  {
    id: 'F50',
    words: 'a key has a status that nobody knows = its user is left alone',
    tests: [
      ...here.aws('F50 a key in a status that nobody knows stops its user, and nothing is written'),
      ...here.newKey('in a status that nobody knows stops the user'),
    ],
  },
];
