import { removable, replaced } from './decide.ts';
import type { KeyScene, Scene } from './observation.ts';

const active: KeyScene = { id: 'OLD', created: '120d', used: '1d' };
const lost: KeyScene = { id: 'NEW', created: '5d' };
const off: KeyScene = { inactive: true, inactiveSince: '30d', announced: '5d' };

const ours: KeyScene = {
  id: 'OLD',
  ...{ created: '120d', stored: '120d', verified: '120d', promoted: '120d', told: '120d', read: '100d' },
  warned: '10d',
};
/** Known to have been fetched and used by nobody. */
const unread: KeyScene = { ...ours, read: undefined, readByOwner: false };
const retired: KeyScene = { ...off, warned: '37d', deactivated: '30d', deactivationTold: '30d' };

/** Users of whom something is taken away, or would be but for a detail. */
export const ripe: readonly Scene[] = [
  replaced(),
  removable(),
  { keys: [active, { ...lost, stored: '5d', pending: true, abandoned: '4d' }], secret: {} },
  {
    keys: [active, { ...lost, stored: '5d', pending: true, abandoned: '4d', inactive: true, inactiveSince: '2d' }],
    secret: {},
  },
  { keys: [active, { ...lost, tombstone: '4d' }], secret: {} },
  { keys: [active, { ...lost, tombstone: '4d', inactive: true, inactiveSince: '2d' }], secret: {} },
  {
    keys: [
      { ...active, created: '300d', used: '200d', warned: '10d' },
      { id: 'NEW', created: '200d', used: '1d' },
    ],
    secret: {},
  },
  {
    keys: [
      { id: 'OLD', created: '300d', used: '200d', ...off },
      { id: 'NEW', created: '200d', used: '1d' },
    ],
    secret: {},
  },
  { keys: [{ id: 'OLD', created: '300d', warned: '10d' }], secret: {} },
  { keys: [{ id: 'OLD', created: '300d', warned: '40d', ...off }], secret: {} },
  replaced({ old: { used: '1h', warnedAnyway: true } }),
  replaced({ old: { used: '31d', restarted: '30d', reactivated: '30d', reactivationTold: '29d' } }),
  replaced({ new: { created: '95d', readByOwner: false, read: '20d' }, secret: { replicas: 'in-sync' } }),
  removable({ old: { deactivated: '30d', deactivationTold: '30d' } }),
  { keys: [ours, { id: 'NEW', created: '60d', used: '1d' }], secret: { current: 'OLD' } },
  {
    keys: [
      { ...ours, ...retired },
      { id: 'NEW', created: '60d', used: '1d' },
    ],
    secret: { current: 'OLD' },
  },
  {
    keys: [
      { id: 'OLD', created: '300d', used: '200d', warned: '10d' },
      { ...ours, id: 'NEW', warned: undefined, used: '1d' },
    ],
    secret: { current: 'NEW' },
  },
  { keys: [unread], secret: { current: 'OLD' } },
  { keys: [{ ...unread, ...retired }], secret: { current: 'OLD' } },
];
