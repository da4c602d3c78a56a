import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** F77, F78: where secrets are. */
export const regions: readonly FaultRow[] = [
  {
    id: 'F77',
    words:
      'a later run is for another Region, or of another deployment = the account stops, or the user is on hold, and nothing is made twice',
    tests: [
      ...here.regions(
        'stops the account on day %i, by plan and by apply, and changes nothing',
        'is made where a control policy denies some Regions, with a remark that names them',
        'waits where a Region does not answer: the account stops, and goes on the next day',
        'that was not prepared is refused, however often it is tried',
      ),
      ...here.settings('F64 a secret of another deployment is on hold, whatever is due'),
    ],
  },
  {
    id: 'F78',
    words: 'an account has not enabled a Region = it is not asked there, or it alone fails',
    tests: here.regions(
      'is not asked there; one that has is',
      'is worked where a person named that Region, with a remark',
      'fails alone where its secrets should be in that Region: nothing is done there, and others go on',
    ),
  },
];
