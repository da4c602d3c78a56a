import { describe } from 'vitest';
import { decides, replaced } from '../../../test/support/decide.ts';
import { ago, type Scene } from '../../../test/support/observation.ts';

const resting: Scene = {
  keys: [{ id: 'OURS', created: '30d', used: '1d', stored: '30d', verified: '30d', promoted: '30d', told: '30d' }],
  secret: { current: 'OURS' },
};
const withSecret = (scene: Scene, secret: Scene['secret'], policyUpdates?: Scene['policyUpdates']): Scene => ({
  ...scene,
  secret: { ...scene.secret, ...secret },
  ...(policyUpdates === undefined ? {} : { policyUpdates }),
});

describe('a policy that somebody changed', () => {
  decides([
    ['is put back at rest', withSecret(resting, { policy: 'changed' }), 'REPAIR_POLICY OURS: policy-changed'],
    [
      'is put back before a promotion is finished',
      {
        keys: [
          { id: 'OLD', created: '100d', used: '1d' },
          { id: 'NEW', created: '1h', stored: '1h', verified: '1h', pending: true, replaces: 'OLD' },
        ],
        secret: { policy: 'changed' },
      },
      'REPAIR_POLICY: policy-changed',
    ],
    [
      'keeps no promotion from being finished once a person was asked about it',
      {
        keys: [
          { id: 'OLD', created: '100d', used: '1d' },
          { id: 'NEW', created: '1h', stored: '1h', verified: '1h', pending: true, replaces: 'OLD' },
        ],
        secret: { policy: 'changed' },
        undone: ['REPAIR_POLICY', 2],
      },
      'PROMOTE NEW: verified-not-promoted',
    ],
    [
      'is put back where AWSCURRENT names a key that is inactive',
      withSecret(
        { keys: [{ id: 'OURS', created: '30d', inactive: true, stored: '30d', verified: '30d', promoted: '30d' }] },
        { current: 'OURS', policy: 'changed' },
      ),
      'REPAIR_POLICY OURS: policy-changed',
    ],
    [
      'is left to the step that makes the first key, where none is stored',
      { keys: [{ id: 'DUE', created: '100d', used: '1d' }], secret: { policy: 'changed' } },
      'ROTATE DUE: key-due',
    ],
    ['is nobody’s business where there is no secret', { keys: [{ created: '1d' }] }, 'NOTHING: fresh'],
  ]);
});

describe('a policy of an earlier form', () => {
  decides([
    [
      'is brought up to date where it is shown that keyturn can write under today’s',
      withSecret(resting, { policy: 'earlier' }, 'shown'),
      'UPDATE_POLICY: policy-earlier',
    ],
    [
      'is brought up to date in one secret first',
      withSecret(resting, { policy: 'earlier' }, 'first'),
      'UPDATE_POLICY: policy-earlier',
    ],
    ['waits otherwise', withSecret(resting, { policy: 'earlier' }, 'wait'), 'NOTHING: fresh'],
    [
      'is brought up to date in mid-cycle too',
      withSecret(replaced({}), { policy: 'earlier' }),
      'UPDATE_POLICY: policy-earlier',
    ],
    [
      'delays nothing while it waits: its owner can read',
      { ...replaced({ secret: { policy: 'earlier' } }), policyUpdates: 'wait' },
      'DEACTIVATE OLD predecessor: successor-adopted',
    ],
  ]);
});

describe('that keyturn can write under today’s policy', () => {
  const current = (
    writer: NonNullable<Scene['secret']>['writer'] & {},
    updates: Scene['policyUpdates'] & {} = 'wait',
  ) => withSecret(resting, { policy: 'current', writer }, updates);
  decides([
    ['is noted from the moment it is put', current('unnoted'), 'NOTE_WRITER: writer-unproven'],
    ['is shown by a later run', current(ago('6h')), 'NOTE_WRITER: writer-unproven'],
    ['is not shown by the run that put it', current(ago('5h')), 'NOTHING: fresh'],
    ['is shown once', current('shown'), 'NOTHING: fresh'],
    ['needs no showing where nobody waits for it', current(ago('30d'), 'shown'), 'NOTHING: fresh'],
    ['needs no showing where the policy names no writers', current('open'), 'NOTHING: fresh'],
  ]);
});
