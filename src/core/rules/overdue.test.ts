import { decides, replaced } from '../../../test/support/decide.ts';
import type { KeyScene } from '../../../test/support/observation.ts';

/** OLD is used by now and then, as by a weekly job. */
const behind = (old: KeyScene, successor: KeyScene) => replaced({ old, new: { read: '39d', ...successor } });

decides([
  [
    'behind an old key in use a successor that is not yet due waits',
    behind({ used: '5d' }, { created: '89d 17h 59m' }),
    'NOTHING: still-used',
  ],
  [
    'from the very day on which it is due a person is needed: there is no slot for the next',
    behind({ used: '5d' }, { created: '89d 18h' }),
    'NOTHING: overdue-no-slot',
  ],
  [
    'the owner is reminded all the same, with that reason',
    behind({ used: '1h' }, { created: '89d 18h' }),
    'REMIND OLD: overdue-no-slot',
  ],
  [
    'it is not overdue once the old key is quiet: that is what frees the slot',
    behind({ used: '14d' }, { created: '95d' }),
    'DEACTIVATE OLD predecessor: successor-adopted',
  ],
  [
    'where keys go to the day there is no such wait',
    behind({ used: '5d', warnedAnyway: true }, { created: '95d' }),
    'DEACTIVATE OLD predecessor: successor-adopted',
    { retirement: 'on-schedule' },
  ],
]);
