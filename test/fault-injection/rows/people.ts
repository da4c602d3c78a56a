import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** F70 to F75: owners, administrators and their code, who act beside keyturn. */
export const people: readonly FaultRow[] = [
  {
    id: 'F70',
    words:
      'an owner rotates by himself, before, during or after keyturn = the key that he uses stays; each state has its reason and what to do',
    tests: [
      ...here.ownRotation(
        'F70 before keyturn would: is asked to finish it, and his new key is taken for nothing else',
        'F70 while keyturn waits for him: his key stays, and the stored one that nobody uses goes, warned of',
        'F70 after a rotation of keyturn’s: goes on with his own, and the one that he left goes, warned of',
      ),
      ...here.besideOwnKey(
        'an owner who ignored the mail, deleted the old key and made his own is not told that his key in use may go',
      ),
      ...here.ownKeys('is asked to finish it', 'has 90 days', 'goes from the second cycle on as in the first'),
    ],
  },
  {
    id: 'F71',
    words:
      'code re-activates or makes keys, deletes the new one, detaches or rewrites policies, every day = at the third undoing of a step a person is asked, and it rests',
    tests: [
      ...here.undoneAgain(
        'an old key that is re-activated every night is a question to a person, not 33 deactivations a year',
        "a secret's policy that is rewritten every night is a question to a person",
      ),
      ...here.againstKeyturn(
        'F71 code that deletes each new key stops keyturn after three: a person is asked, and the old key stays',
        'F71 code that makes a key again for each that went keeps its own, and a person is asked which is needed',
        'F71 code that detaches the read policy daily costs nothing: it is attached with a new key alone',
      ),
      ...here.undoings('stays from the third time on', 'is left to a person the third time'),
    ],
  },
  {
    id: 'F72',
    words:
      'the user is renamed in the middle = keys, dates and secret stay; a new user of the old name gets an own one',
    tests: here.renamed(
      'that is day %i: keeps the steps, the dates and the keys, and nobody is interrupted',
      'a user renamed in the middle of a rotation keeps the successor that a mail promised',
      'gets a secret of his own, which is found again; the renamed user keeps his',
      'that nobody can list is still found by his id, and where that is refused too nothing is made',
    ),
  },
  {
    id: 'F73',
    words:
      'a person puts AWSCURRENT on a key that somebody switched off, or on a version that keyturn did not write = said in the next run that looks at the user, within five days',
    tests: [
      ...here.currentMoved('F73 AWSCURRENT that a person puts on %s is reported in the next run'),
      ...here.regularLook('%s finds an odd secret within five days, where nothing else is due'),
      ...here.oddCurrent('that names a version which keyturn did not write is reported'),
    ],
  },
  {
    id: 'F74',
    words:
      'nobody ever fetches the new key = no second one is made, the owner is asked, and nothing is taken on a guess',
    tests: [
      ...here.dormant('a successor that nobody ever fetched or used is not renewed'),
      ...here.dormant('with unusedKeys: retire, a key last used 900 days ago gets no successor'),
      ...here.uncollected(
        'that nobody is known to have fetched is not renewed, and its owner is asked',
        'that was read on the day of our own read may have been read by us alone',
        'stays when our own read hides that of its owner',
      ),
    ],
  },
  {
    id: 'F75',
    words: 'the owner comes back when the old key is gone = the new one is there for whoever has any key of that user',
    tests: [
      ...here.comesBack(
        'F75 an owner who comes back when the old key is gone fetches the new one with any key that he is given',
        'F75 and where nobody comes back, no second key is made: the owner is asked, with what to do',
      ),
      ...here.undo('comes too late when the key is deleted'),
    ],
  },
];
