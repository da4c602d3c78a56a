import type { Policy } from '../../src/core/policy.ts';
import type { ReasonCode } from '../../src/core/reasons.ts';
import { removable, replaced } from './decide.ts';
import type { KeyScene, Scene } from './observation.ts';

const due = { id: 'DUE', created: '100d', used: '1d' } as const;
const pending = { id: 'NEW', created: '3d', stored: '3d', pending: true, replaces: 'DUE' } as const;
const lost = { id: 'LOST', created: '2d' } as const;
const untold = { told: undefined, tries: 1, lastTry: '1h' } as const;

const held = (hold: NonNullable<Scene['secret']>['hold']): Scene => ({ keys: [due], secret: { hold } });
const beside = (key: KeyScene, secret: Scene['secret'] = {}): Scene => ({ keys: [due, key], secret });

/** One user for every reason that keyturn ever gives, with the settings where they differ from the default. */
export const scenesByReason: Readonly<Record<ReasonCode, readonly [Scene, Partial<Policy>?]>> = {
  fresh: [{ keys: [{ created: '3d' }] }],
  'no-keys': [{}],
  'no-active-key': [{ keys: [{ inactive: true }] }],
  exempt: [{ keys: [due], exempt: 'path' }],
  'account-not-active': [{ keys: [due], account: 'SUSPENDED' }],

  busy: [{ keys: [due], secret: { claim: 'busy' } }],
  verifying: [beside({ ...pending, stored: '1h' })],
  'waiting-given-up': [beside({ ...pending, abandoned: '2d', inactive: true, inactiveSince: '1h' })],
  'waiting-install': [replaced({ old: { warned: undefined }, new: { verified: '1d', promoted: '1d', told: '1d' } })],
  'waiting-warning': [replaced({ old: { warned: '1d' } })],
  'waiting-recovery': [removable({ old: { inactiveSince: '1d', announced: undefined, used: '2d' } })],
  'waiting-policy': [{ keys: [{ ...due, used: undefined, warned: '1d' }], secret: {} }, { unusedKeys: 'retire' }],
  'not-told': [replaced({ new: untold })],
  'still-used': [replaced({ old: { used: '5d' } })],
  'not-adopted': [replaced({ new: { readByOwner: false, used: '40d' } })],
  'replicas-behind': [replaced({ secret: { replicas: 'behind' } })],
  paced: [{ ...replaced(), allowance: 'spent' }],
  'rotation-paced': [{ keys: [{ created: '100d', used: '1d' }], allowance: 'rotations-spent' }],

  'breaker-open': [{ ...replaced(), allowance: 'breaker-open' }],
  'hold-other-owner': [held('other-owner')],
  'hold-other-deployment': [held('other-deployment')],
  'hold-unknown-schema': [held('unknown-schema')],
  'hold-not-ours': [held('not-ours')],
  'hold-managed-rotation': [held('managed-rotation')],
  'hold-asked': [held('asked')],
  'used-unverified': [beside({ ...pending, used: '1d' })],
  'only-active-key': [{ keys: [{ ...due, inactive: true }, pending], secret: {} }],
  reactivated: [beside({ ...pending, abandoned: '2d', restarted: '1d' })],
  'unexplained-key': [beside({ ...lost, creator: 'unknown' })],
  'verification-keeps-failing': [{ keys: [due], secret: { givenUp: { count: 2, last: '1d' } } }],
  'successor-gone': [
    {
      keys: [
        { id: 'OLD', created: '100d', inactive: true, inactiveSince: '30d' },
        { id: 'NEW', gone: true, replaces: 'OLD' },
      ],
      secret: {},
    },
  ],
  'current-unverified': [replaced({ new: { verified: undefined } })],
  'successor-inactive': [replaced({ new: { inactive: true } })],
  'third-key': [replaced({ keys: [{}] })],
  'two-keys-in-use': [beside({ used: '2d' })],
  'two-keys-idle': [{ keys: [{ created: '400d' }, { created: '300d' }] }],
  'two-keys': [beside({ used: '2d' }), { twoKeys: 'report' }],
  'inactive-key': [beside({ inactive: true }), { inactiveKeys: 'report' }],
  'spare-key': [
    beside({ id: 'CURRENT', stored: '30d', verified: '30d', promoted: '30d', told: '30d' }, { current: 'CURRENT' }),
  ],

  'secret-scheduled-for-deletion': [{ keys: [due], secret: { deletion: '+3d' } }],
  'policy-changed': [replaced({ secret: { policyIntact: false } })],
  'pending-settled': [beside({ ...pending, gone: true })],
  'verified-not-promoted': [beside({ ...pending, verified: '3d' })],
  'never-verified': [beside(pending)],
  'given-up': [beside({ ...pending, abandoned: '1d' })],
  'time-not-noted': [replaced({ new: { promoted: undefined } })],
  'human-reactivated': [replaced({ old: { inactiveSince: '1d' } })],
  'secret-lost': [beside({ ...lost, creator: 'keyturn' })],
  'successor-ready': [replaced({ new: { told: undefined } })],
  'grace-ending': [replaced({ old: { warned: undefined } })],
  'recovery-ending': [removable({ old: { announced: undefined } })],
  'old-key-in-use': [replaced({ old: { used: '1d' } })],
  'successor-adopted': [replaced()],
  'recovery-over': [removable()],
  'key-due': [{ keys: [due] }],
  forced: [{ keys: [{ created: '1d' }], forced: true }],
  'idle-key': [beside({ id: 'IDLE', created: '400d', used: '200d' })],
  'unused-key': [{ keys: [{ created: '100d' }] }, { unusedKeys: 'retire' }],
  'blocking-inactive-key': [beside({ inactive: true, inactiveSince: '9d' })],
};
