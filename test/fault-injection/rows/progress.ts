import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** That repeating does no harm, and that the work comes to its end. */
export const progress: readonly FaultRow[] = [
  {
    id: 'I1',
    words: 'A second run in the same state writes nothing; of two at once, the loser only claims',
    tests: [
      ...here.counts('writes nothing in a second apply straight after'),
      ...here.workers('five runs at once rotate a user once: one wins the claim, the others say busy or changed'),
    ],
  },
  {
    id: 'I2',
    words: 'An event that is delivered several times does as much as one',
    tests: here.workers('the same forced run delivered three times, one after the other, rotates once'),
  },
  {
    id: 'I3',
    words: 'Deciding and acting come to rest within twelve steps',
    tests: here.coreLifecycle('come to an end, whoever the user is'),
  },
  {
    id: 'L1',
    words:
      'Once faults stop, every key that is due has a stored, tried and told successor within two runs, or three days where a key must be given up',
    tests: [
      ...here.crashPoints('by %s ends as it should, with no orphan and nobody interrupted'),
      ...here.refusedCalls('F30 of %s that lasts for ever interrupts nobody, and once it ends the work does'),
    ],
  },
  {
    id: 'L2',
    words:
      'An old key that fell quiet is deactivated when grace and warning are over, and gone after the recovery grace',
    tests: [
      ...here.lifecycle('%s adopts at once: quiet after 15 days, warned 7, deleted 10 later'),
      ...here.coreLifecycle(
        'a key that was last used on day 120 is warned of on day 134, deactivated on 141, deleted on 151',
      ),
    ],
  },
  {
    id: 'L3',
    words: 'A key of ours whose secret was lost is gone within days',
    tests: [
      ...here.process(
        'F3 a run that ends between the creation and the store leaves an orphan, which goes; the old key stays until a successor is stored',
      ),
      ...here.aws('F48 is two days late delays the end of an orphan by as much'),
    ],
  },
  {
    id: 'L4',
    words: 'A notice that is not delivered is tried every week at least, and shows in every report',
    tests: [
      ...here.tellOwner('is tried every week for ever'),
      ...here.rest('for a successor whose owner cannot be told, and it says so'),
    ],
  },
  {
    id: 'L5',
    words: 'Every user moves on, waits for a date, or is reported',
    tests: [
      ...here.laws('there is a plan, and a reason in whole words'),
      ...here.reasons('the reason %s comes with a remedy when a person is needed, and only then'),
      ...here.currentUnverified(
        'a person who points AWSCURRENT at a key that never worked keeps the old key, and is told of it every day',
      ),
    ],
  },
  {
    id: 'L6',
    words: 'A user, or an account, that fails costs no other its turn',
    tests: [
      ...here.failing(
        'two users whose CreateAccessKey is denied do not use up the rotations of a day',
        'one user whose new key is denied by name keeps nobody else waiting for more than a run',
        'a deactivation that AWS refuses costs nobody else the share of the day',
      ),
      ...here.simulation('find nothing against keyturn in the first 150'),
    ],
  },
  {
    id: 'L7',
    words: 'A key that its owner neither fetched nor used is not renewed',
    tests: [
      ...here.dormant('a successor that nobody ever fetched or used is not renewed'),
      ...here.uncollected('that nobody is known to have fetched is not renewed, and its owner is asked'),
      ...here.simulation('find nothing against keyturn in the first 150'),
    ],
  },
  {
    id: 'L8',
    words: 'A visit whose time ends goes on where it stopped, and ends',
    tests: [
      ...here.inBatches(
        '24 due users, and time for 20 looks: all have their key after two visits',
        'works the oldest keys first, and looks at nobody again whom an earlier visit has settled',
        'all go where it stays closed, once the whole account was weighed',
      ),
      ...here.largeAccounts('2,000 due users at the pace of AWS: all have their key within the rounds of three days'),
    ],
  },
  {
    id: 'L9',
    words: 'What is undone again and again is a question to a person from the third time on, and the step rests',
    tests: [
      ...here.undoneAgain(
        'an old key that is re-activated every night is a question to a person, not 33 deactivations a year',
        "a secret's policy that is rewritten every night is a question to a person",
      ),
      ...here.undo('three times, and keyturn does not try again by itself'),
      ...here.undoings('stays from the third time on', 'stays with a person once it came to three'),
    ],
  },
];
