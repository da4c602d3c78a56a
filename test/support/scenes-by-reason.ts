import type { Policy } from '../../src/core/policy.ts';
import type { ReasonCode } from '../../src/core/reasons.ts';
import { removable, replaced } from './decide.ts';
import { ago, type KeyScene, type Scene } from './observation.ts';

const due = { id: 'DUE', created: '100d', used: '1d' } as const;
const pending = { id: 'NEW', created: '3d', stored: '3d', pending: true, replaces: 'DUE' } as const;
const settledKey = { id: 'OURS', stored: '30d', verified: '30d', promoted: '30d', told: '30d' } as const;
const lost = { id: 'LOST', created: '2d' } as const;
const untold = { told: undefined, tries: 1, lastTry: '1h' } as const;

const held = (hold: NonNullable<Scene['secret']>['hold']): Scene => ({ keys: [due], secret: { hold } });
const beside = (key: KeyScene, secret: Scene['secret'] = {}): Scene => ({ keys: [due, key], secret });

/** Reasons that the result of a run gives, and no plan: they are about what the run did. */
type OfResults = 'slot-freed';

/** One user for every reason that a plan ever gives, with the settings where they differ from the default. */
export const scenesByReason: Readonly<Record<Exclude<ReasonCode, OfResults>, readonly [Scene, Partial<Policy>?]>> = {
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
  'told-again': [replaced({ new: { verified: '1d', told: '3d' } })],
  'overdue-no-slot': [replaced({ old: { used: '5d' }, new: { created: '95d' } })],
  uncollected: [{ keys: [{ ...settledKey, created: '100d' }], secret: { current: 'OURS' } }],
  'just-rotated': [
    {
      keys: [{ ...settledKey, created: '5h', stored: '5h', verified: '5h' }],
      secret: { current: 'OURS' },
      forced: true,
    },
  ],
  'undone-again': [{ ...replaced(), undone: ['DEACTIVATE_OLD', 3] }],
  'undone-promotion': [
    {
      keys: [
        { ...settledKey, id: 'OURS', created: '120d', used: '1d' },
        { ...settledKey, id: 'BACK', created: '20d', undone: true },
      ],
      secret: { current: 'OURS' },
    },
  ],
  'current-unusable': [{ keys: [{ ...settledKey, created: '20d' }], secret: { current: 'unknown' } }],
  'no-free-slot': [{ ...replaced({ old: { used: '5d' } }), forced: true }],
  'own-rotation': [beside({ id: 'OWN', created: '3d' })],
  'still-used': [replaced({ old: { used: '5d' } })],
  'not-adopted': [replaced({ new: { readByOwner: false, used: '40d' } })],
  'usage-unknown': [replaced({ old: { used: undefined }, new: { usedBy: 'sts' } })],
  'smtp-user': [replaced({ sendsBySmtp: true, new: { used: '40d' } })],
  'replicas-behind': [replaced({ secret: { replicas: 'behind' } })],
  paced: [{ ...replaced(), allowance: 'spent' }],
  'rotation-paced': [{ keys: [{ created: '100d', used: '1d' }], allowance: 'rotations-spent' }],

  'key-denied': [{ keys: [due], secret: { denied: { count: 2, last: '1d' } } }],
  'keys-denied': [{ keys: [due], allowance: 'keys-denied' }],
  'breaker-open': [{ ...replaced(), allowance: 'breaker-open' }],
  'hold-other-owner': [held('other-owner')],
  'hold-other-deployment': [held('other-deployment')],
  'hold-unknown-schema': [held('unknown-schema')],
  'hold-not-ours': [held('not-ours')],
  'hold-foreign-version': [held('foreign-version')],
  'hold-managed-rotation': [held('managed-rotation')],
  'hold-asked': [held('asked')],
  'used-unverified': [beside({ ...pending, used: '1d' })],
  'only-active-key': [{ keys: [{ ...due, inactive: true }, pending], secret: {} }],
  reactivated: [beside({ ...pending, abandoned: '2d', restarted: '1d' })],
  'unexplained-key': [beside({ ...lost, creator: 'unknown' })],
  'secret-full': [{ keys: [due], secret: { isFull: true } }],
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
  'two-keys': [beside({ used: '60d', created: '99d' }), { twoKeys: 'report' }],
  'inactive-named': [
    { ...beside({ created: '400d', inactive: true }), secret: { current: 'unknown', foreignCurrentAt: ago('150d') } },
  ],
  'inactive-key': [beside({ inactive: true }), { inactiveKeys: 'report' }],
  'spare-key': [beside({ id: 'SPARE', created: '99d', used: '30d' })],

  'secret-scheduled-for-deletion': [{ keys: [due], secret: { deletion: '+3d' } }],
  'policy-earlier': [replaced({ secret: { policy: 'earlier' } })],
  'writer-unproven': [{ keys: [{ created: '10d' }], secret: { writer: 'unnoted' }, policyUpdates: 'wait' }],
  'policy-changed': [replaced({ secret: { policy: 'changed' } })],
  'pending-settled': [beside({ ...pending, gone: true })],
  'verified-not-promoted': [beside({ ...pending, verified: '3d' })],
  'never-verified': [beside(pending)],
  'given-up': [beside({ ...pending, abandoned: '1d' })],
  'time-not-noted': [replaced({ new: { promoted: undefined } })],
  'went-back': [
    {
      keys: [
        { ...settledKey, id: 'OURS', created: '20d', used: '1d' },
        { ...settledKey, id: 'BACK', created: '10d', verified: '10d', undone: true, replaces: 'OURS' },
      ],
      secret: { current: 'OURS' },
    },
  ],
  'human-reactivated': [replaced({ old: { inactiveSince: '1d' } })],
  'deactivation-in-doubt': [replaced({ old: { deactivating: '1d' } })],
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
  'own-key-in-use': [
    {
      keys: [
        { ...settledKey, created: '100d', read: '20d' },
        { id: 'OWN', created: '60d', used: '1d' },
      ],
      secret: { current: 'OURS' },
    },
  ],
  deactivated: [removable({ old: { deactivated: '30d' } })],
  'blocking-inactive-key': [beside({ inactive: true, inactiveSince: '9d' })],
};
