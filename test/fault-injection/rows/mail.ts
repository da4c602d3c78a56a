import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** F51 to F66: mails and settings. */
export const mailAndSettings: readonly FaultRow[] = [
  {
    id: 'F51',
    words: 'SES is down for ten days = no clock runs before the owner is told',
    tests: [
      ...here.mail(
        'F51 SES that is down for ten days delays everything by as much: no clock runs before the owner is told',
      ),
      ...here.defects('a key whose owner could not be told stays'),
    ],
  },
  {
    id: 'F52',
    words: 'a mail is accepted, and bounces later = the owner counts as told no more',
    tests: [],
    reason:
      'keyturn does not hear of bounces yet: told means that SES accepted (docs/decisions/told-means-accepted.md), the old key stays while it is used whatever became of the mail (S2), and docs/operations.md has SES report bounces to people',
  },
  {
    id: 'F53',
    words:
      'SES mails verified addresses alone, sets a quota, or asks to slow down = mails are spaced, and who got none is not told',
    tests: [
      ...here.mail(
        'F53 in the SES sandbox, which mails verified addresses alone, nobody counts as told',
        'F53 a daily quota that is used up leaves the rest for later days, untold and untouched',
      ),
      ...here.workers('SES that asks to slow down delays a notice by seconds, not by days'),
    ],
  },
  {
    id: 'F54',
    words: 'a crash between the mail and its note = one more mail at most',
    tests: here.mail('F54 a run that dies between the mail and its note repeats the mail once, and not the same day'),
  },
  {
    id: 'F55',
    words: 'the note always fails = no mail before its try is noted; the tries are spaced',
    tests: [
      ...here.mail('F55 a note that always fails keeps the mail back, and starts no clock'),
      ...here.workers('a mail that was accepted and could not be noted is repeated with a back-off only'),
    ],
  },
  {
    id: 'F56',
    words: "the owner tag is missing, wrong or hostile = the account's address, and allowed domains alone",
    tests: [
      ...here.mail('F56 %s: the mail goes to the one plain address that is allowed'),
      ...here.ownerAddress('%s is not an address, and no owner', 'an owner in %s is not written to'),
    ],
  },
  {
    id: 'F57',
    words:
      'the template is missing, broken or hostile = the built-in one, and it is said; values are escaped, and end no line',
    tests: [
      ...here.notifier('when the template %s, the built-in one is used, and said so'),
      ...here.escaping('no value adds a tag, a line or an invisible character to a mail'),
      ...here.hostileNames('add no recipient, no header, no tag, no script and no template to a mail'),
    ],
  },
  {
    id: 'F58',
    words: 'a setting is misspelt, or nobody knows it = refused',
    tests: here.parsing(
      'refuse %s, and say what to do',
      'a misspelt setting',
      'say of a misspelt variable which one is meant',
    ),
  },
  {
    id: 'F59',
    words: 'a setting is 0, negative, no number, or contradicts another = refused, all of them at once',
    tests: [
      ...here.parsing('period 0', 'list every problem at once, with its origin'),
      ...here.policy('knows no period that is no number', 'may not rotate before the last cycle ends'),
    ],
  },
  {
    id: 'F60',
    words:
      'the exemption group is missing, cannot be read, or is long = nobody in that account is touched, and every member is exempt',
    tests: here.defects(
      'every member of the exemption group is exempt, beyond the first page too',
      'an exemption group that cannot be read leaves the whole account untouched',
      'an exemption group that does not exist leaves the whole account untouched',
    ),
  },
  {
    id: 'F61',
    words: 'a user is exempted in the middle of a cycle = frozen there',
    tests: here.settings('F61 a user who is exempted on day %i of a cycle is frozen there, and goes on afterwards'),
  },
  {
    id: 'F62',
    words: 'notes are wiped, edited or swapped = a delay at most',
    tests: [
      ...here.people('notes that were %s only postpone'),
      ...here.notesLaws('wiping the tags of some keys permits nothing that they forbade'),
    ],
  },
  {
    id: 'F63',
    words: 'the period is lowered from 90 days to 9 = refused alone; with all others, the breaker opens',
    tests: here.settings(
      'F63 alone is refused, since the last cycle would not be over',
      'F63 with all other periods creates keys, and retires none: the breaker opens',
    ),
  },
  {
    id: 'F64',
    words: 'the secret is of another deployment = hands off',
    tests: here.settings('F64 a secret of another deployment is on hold, whatever is due'),
  },
  {
    id: 'F65',
    words: 'keyturn would rotate the user it runs as = it does not',
    tests: here.settings(
      'F65 the user whose key keyturn runs with is not rotated, though it is due, and the others are',
    ),
  },
  {
    id: 'F66',
    words: 'keyturn is rolled back in the middle of a cycle = what a newer one wrote is left alone',
    tests: here.settings('F66 a secret that a newer keyturn wrote is on hold on day %i of its cycle'),
  },
];
