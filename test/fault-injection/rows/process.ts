import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** F1 to F21: what a process suffers, and what others do at the same time. */
export const processAndRaces: readonly FaultRow[] = [
  {
    id: 'F1',
    words: 'a crash before or after any call of any step = the next runs complete it, or clean up',
    tests: here.crashPoints('by %s ends as it should, with no orphan and nobody interrupted'),
  },
  {
    id: 'F2',
    words: 'crashes in two runs in a row = the same',
    tests: here.process('F2 two runs in a row that die, each somewhere else, end rotated, with nobody interrupted'),
  },
  {
    id: 'F3',
    words: 'time is up between creating and storing = an orphan, which goes; the old key is not touched',
    tests: here.process(
      'F3 a run that ends between the creation and the store leaves an orphan, which goes; the old key stays until a successor is stored',
    ),
  },
  {
    id: 'F4',
    words: 'the answer to the creation is lost = it was carried out once',
    tests: [
      ...here.atMostOnce('a key is created at most once, whatever the line does to its request and to its answer'),
      ...here.overHttp('whose answer is lost (%s) is carried out once'),
    ],
  },
  {
    id: 'F5',
    words:
      'an environment, a profile or a new SDK asks for retries = the creation is still sent once, and a build that would not does not start',
    tests: here.attempts(
      'is sent once, whatever the environment and the profile ask for',
      'a build that would send CreateAccessKey twice does not start',
    ),
  },
  {
    id: 'F6',
    words: 'the answer to the store is lost = the same bytes again, which change nothing',
    tests: [
      ...here.everyOperation('at the first attempt leaves what one request would have left'),
      ...here.secretStore('is written once: the same bytes again are no news, other bytes find it taken'),
    ],
  },
  {
    id: 'F7',
    words: 'the answer to the tombstone is lost = nothing is deleted in doubt',
    tests: here.process(
      'F7 a tombstone whose answer is lost, after a store that was refused, deletes no key in this run',
    ),
  },
  {
    id: 'F8',
    words: 'the answer to the move of AWSCURRENT is lost = AWS is asked where it stands',
    tests: here.process(
      'F8 a move of AWSCURRENT whose answer is lost is found done, in the same run',
      'F8 a move of AWSCURRENT that failed, and was not done, is no promotion; the next run promotes',
    ),
  },
  {
    id: 'F9',
    words:
      'a worker wakes up after its lease = AWS refuses what it signed before; hours later it writes nothing any more',
    tests: [
      ...here.workers(
        'a worker that sleeps an hour between its look and its call is refused by AWS',
        'a worker that sleeps ten minutes under its claim does not move AWSCURRENT any more; the next run promotes',
      ),
      ...here.fence('signs every attempt of a request with the same time'),
      ...here.sleepers('%s ends as it should, with no orphan and nobody interrupted'),
      ...here.closedLaptop(
        'and opened seven hours later writes nothing any more: what the run read when it began may be past',
      ),
    ],
  },
  {
    id: 'F10',
    words: 'too little time is left = no key is created',
    tests: here.process('F10 with %i seconds left, %i keys are created'),
  },
  {
    id: 'F11',
    words: 'the answer to the creation is cut off, or not from AWS = it counts as none',
    tests: [
      ...here.newKey('%s is doubtful and quotes no secret'),
      ...here.everyOperation('at every attempt is named for what it is, and nothing is sent more often than it may be'),
    ],
  },
  {
    id: 'F12',
    words: 'two runs at once = one wins',
    tests: here.workers('five runs at once rotate a user once: one wins the claim, the others say busy or changed'),
  },
  {
    id: 'F13',
    words: 'a daily run and one that was asked for, at once = one key',
    tests: here.workers('a scheduled and a forced run at once create one key'),
  },
  {
    id: 'F14',
    words: 'one request delivered three times = one rotation',
    tests: here.workers('the same forced run delivered three times, one after the other, rotates once'),
  },
  {
    id: 'F15',
    words: 'what was seen is no longer so = the second plan differs, and nothing is done',
    tests: here.workers('what changed between the look and the claim stops the step'),
  },
  {
    id: 'F16',
    words: 'three to eight keys on one user = none is created, none is taken, a person is asked',
    tests: [
      ...here.races('F16 a user with %i keys gets none, loses none, and is reported'),
      ...here.byPolicy('eight keys are reported'),
    ],
  },
  {
    id: 'F17',
    words: 'a person creates a key while keyturn holds the claim = it is never touched',
    tests: here.people('a human who creates a key while we hold the claim keeps it'),
  },
  {
    id: 'F18',
    words: 'a person deletes the pending key = it is forgotten, and another is made',
    tests: here.races(
      'F18 a person who deletes the pending key makes room for another; the old key stays until that one works',
    ),
  },
  {
    id: 'F19',
    words: 'a person deactivates the successor = the old key stays, and it is said',
    tests: here.people('a human who deactivates the successor stops the retirement of the old key'),
  },
  {
    id: 'F20',
    words: 'a person re-activates the old key = its clocks start again',
    tests: here.people('a human who re-activates the old key starts its clocks again'),
  },
  {
    id: 'F21',
    words: 'another tool manages the user or the secret = hands off',
    tests: here.races(
      'F21 by a rotation of Secrets Manager is on hold, at each step',
      'F21 a key that another program makes in our cycle is nobody’s to retire',
    ),
  },
];
