import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** F67 to F69: what an owner was told, and what comes in between. */
export const toldDates: readonly FaultRow[] = [
  {
    id: 'F67',
    words:
      'a period is made shorter or longer after a notice = nothing comes before the date that was told; where it comes later, it is told anew',
    tests: [
      ...here.toldDateLives(
        'a shorter recovery grace does not bring forward a deletion whose date was told',
        'shorter graces do not bring forward a deactivation whose date was told',
      ),
      ...here.afterNotice(
        'does not come before it, though graces are shorter now',
        'does not come before it, though recovery is shorter now',
        'is told anew where the grace is longer now',
        'is told anew where warnings come earlier now',
        'is told anew where recovery is longer now',
      ),
    ],
  },
  {
    id: 'F68',
    words: 'the retirement is set otherwise after a warning = the warning is void, and another one comes first',
    tests: [
      ...here.toldDateLives(
        'a warning that said "unless it is used" is void after a use, also when retirement becomes on-schedule',
      ),
      ...here.afterNotice(
        'is told anew where it no longer hangs on the use',
        'is told anew where it hangs on the use now',
        'does not come in spite of daily use on a warning that said "unless it is used"',
      ),
    ],
  },
  {
    id: 'F69',
    words: 'a user is exempt for half a year after an announcement = it is void, and told anew before anything happens',
    tests: [
      ...here.toldDateLives('a deletion that was announced half a year ago is announced anew'),
      ...here.afterNotice(
        'is told anew after half a year of exemption',
        'is told anew a month after its date',
        'comes a month after its date at the latest',
      ),
    ],
  },
];
