import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** Accounts that are too large for one visit of the deployed form. */
export const visits: readonly FaultRow[] = [
  {
    id: 'F88',
    words:
      'a visit has time for a part of the looks = it acts on those, the next one goes on; the breaker weighs the whole account all the same',
    tests: here.inBatches(
      '24 due users, and time for 20 looks: all have their key after two visits',
      'dies between two batches: the visit is repeated, no key is made twice, and every owner is told',
      'none goes where the breaker opens, in no visit of the run, though each sees a part',
    ),
  },
  {
    id: 'F90',
    words: 'more owners than one visit can name are due = 400 mails a visit, one for each owner',
    tests: [
      ...here.manyMails(
        'are 400 a visit at most: the next visit goes on, and every owner gets one',
        'go out also where time runs out before the second look at a key that is to be deleted',
      ),
      ...here.largeAccounts('%i owners get one mail each, in two days of runs'),
      ...here.noteAcceptances('tells nobody where the run bucket holds a word %s'),
    ],
  },
  {
    id: 'F91',
    words:
      'a stranger plants a manifest, accounts, a mail, or the word that it was sent, in the run bucket = S3 refuses; where it does not, nothing is believed, and the run or an alarm says so',
    tests: [
      ...here.planted(
        'is read by an administrator of the account, and written by the functions alone',
        'stops what would follow from it, which shows: %s',
        'leaves owners untold, whose old keys stay, and raises the alarm about them: %s',
        'moves no address where it is a list of batches, which Step Functions reads: the list of accounts counts',
      ),
      ...here.plantedEvents(
        'is written over: the run goes through the accounts of the organization, and leaves out who is exempt',
        'rotates nobody and mails nobody, whoever sends the events that go with it',
      ),
      ...here.runStore('%s is not believed', 'counts in no other place'),
    ],
  },
];
