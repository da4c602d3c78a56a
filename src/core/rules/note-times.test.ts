import { decides, removable, replaced } from '../../../test/support/decide.ts';

const foreign = { id: 'SPARE', created: '300d', used: '200d', inactive: true } as const;
const due = { id: 'DUE', created: '100d', used: '1d' } as const;

decides([
  [
    'an inactive predecessor without a time has it noted now',
    removable({ old: { inactiveSince: undefined } }),
    'NOTE OLD inactiveSince: time-not-noted',
  ],
  [
    'an inactive predecessor that was used after its time has it noted again',
    removable({ old: { inactiveSince: '30d', used: '29d 23h' } }),
    'NOTE OLD inactiveSince: time-not-noted',
  ],
  [
    'a last use at the very moment of the note changes nothing',
    removable({ old: { inactiveSince: '30d', used: '30d' } }),
    'DELETE OLD predecessor: recovery-over',
  ],
  [
    'an inactive predecessor without a recorded use keeps its time',
    removable({ old: { used: undefined } }),
    'DELETE OLD predecessor: recovery-over',
  ],
  [
    'an inactive predecessor that was used at this moment has it noted now',
    removable({ old: { inactiveSince: undefined, used: '0s' } }),
    'NOTE OLD inactiveSince: time-not-noted',
  ],
  [
    'an inactive predecessor whose last use is ahead of our clock waits: a note of now would be older than the use',
    removable({ old: { inactiveSince: '30d', used: '+5m' } }),
    'NOTHING: waiting-recovery',
  ],
  [
    'an active predecessor with a time was re-activated by a person',
    replaced({ old: { inactiveSince: '35m 1ms' } }),
    'UN_NOTE OLD: human-reactivated',
  ],
  [
    'an active predecessor with a young time may be a stale read',
    replaced({ old: { inactiveSince: '35m' } }),
    'NOTHING: waiting-recovery',
  ],
  [
    'an active predecessor whose deactivation was sent, and never noted, starts anew: a person may have taken it back',
    replaced({ old: { deactivating: '35m 1ms' } }),
    'UN_NOTE OLD: deactivation-in-doubt',
  ],
  [
    'an active predecessor whose deactivation was sent moments ago may be a stale read',
    replaced({ old: { deactivating: '35m' } }),
    'NOTHING: waiting-recovery',
  ],
  [
    'one that is noted as off, and whose next deactivation was sent, was re-activated by a person',
    replaced({ old: { inactiveSince: '1d', deactivating: '10m' } }),
    'UN_NOTE OLD: human-reactivated',
  ],
  [
    'an inactive predecessor whose deactivation was sent, and never noted, has its time noted now',
    removable({ old: { inactiveSince: undefined, deactivating: '2d' } }),
    'NOTE OLD inactiveSince: time-not-noted',
  ],
  [
    'any key that a person re-activated is taken off the list',
    { keys: [{ ...foreign, inactive: undefined, inactiveSince: '3d' }], secret: {} },
    'UN_NOTE SPARE: human-reactivated',
  ],
  [
    'a foreign inactive key that blocks a due one has its time noted',
    { keys: [foreign, due], secret: {} },
    'NOTE SPARE inactiveSince: time-not-noted',
  ],
  [
    'a foreign inactive key that blocks nothing is not noted',
    { keys: [foreign, { ...due, created: '10d' }], secret: {} },
    'NOTHING: fresh',
  ],
  [
    'a foreign inactive key is noted at any time where policy says delete',
    { keys: [foreign, { ...due, created: '10d' }], secret: {} },
    'NOTE SPARE inactiveSince: time-not-noted',
    { inactiveKeys: 'delete' },
  ],
  [
    'the time is noted before the user has a secret',
    { keys: [foreign, due] },
    'NOTE SPARE inactiveSince: time-not-noted',
  ],
]);
