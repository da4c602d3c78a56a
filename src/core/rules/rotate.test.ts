import { describe } from 'vitest';
import { decides } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';

const one = (key: KeyScene, secret?: Scene['secret']): Scene => ({ keys: [key], ...(secret && { secret }) });
const retire = { unusedKeys: 'retire' } as const;

describe('one active key', () => {
  decides([
    ['of 89 days 17 hours 59 minutes is fresh', one({ created: '89d 17h 59m', used: '1d' }), 'NOTHING: fresh'],
    ['of 89 days 18 hours gets a successor', one({ created: '89d 18h', used: '1d' }), 'ROTATE K1: key-due'],
    [
      'of 20 days is due where the period is 20 days',
      one({ created: '20d', used: '1d' }),
      'ROTATE K1: key-due',
      { rotateAfterDays: 20 },
    ],
    ['of the future is fresh', one({ created: '+30d' }), 'NOTHING: fresh'],
    ['that is due and inactive gets no successor', one({ created: '120d', inactive: true }), 'NOTHING: no-active-key'],
    [
      'that keyturn made gets its next successor',
      one({ created: '120d', used: '1d', stored: '120d', verified: '120d' }, {}),
      'ROTATE K1: key-due',
    ],
    [
      'whose successor somebody deleted gets another',
      one({ created: '120d' }, { current: 'GONE' }),
      'ROTATE K1: key-due',
    ],
    [
      'gets a successor though AWSCURRENT names nothing we know',
      one({ created: '120d' }, { current: 'unknown' }),
      'ROTATE K1: key-due',
    ],
  ]);
});

describe('a person who asks for a rotation', () => {
  decides([
    ['gets it whatever the age', { ...one({ created: '1h' }), forced: true }, 'ROTATE K1: forced'],
    ['gets it for a due key for that reason', { ...one({ created: '120d' }), forced: true }, 'ROTATE K1: key-due'],
    [
      'does not get it for an inactive key',
      { ...one({ created: '120d', inactive: true }), forced: true },
      'NOTHING: no-active-key',
    ],
    ['does not get it without a key', { forced: true }, 'NOTHING: no-keys'],
    [
      'does not get it while verification keeps failing',
      { ...one({ created: '1h' }, { givenUp: { count: 2, last: '1d' } }), forced: true },
      'NOTHING: verification-keeps-failing',
    ],
    [
      'gets it even where unused keys are retired',
      { ...one({ created: '120d' }), forced: true },
      'ROTATE K1: key-due',
      retire,
    ],
  ]);
});

describe('after keys that could not be verified', () => {
  const failed = (count: number, last: string): Scene => one({ created: '120d' }, { givenUp: { count, last } });
  decides([
    ['one is no reason to wait', failed(1, '1h'), 'ROTATE K1: key-due'],
    ['two are, for 6 days 17 hours 59 minutes', failed(2, '6d 17h 59m'), 'NOTHING: verification-keeps-failing'],
    ['another try is made after 6 days 18 hours', failed(2, '6d 18h'), 'ROTATE K1: key-due'],
    ['five are no more reason than two', failed(5, '6d 18h'), 'ROTATE K1: key-due'],
  ]);
});

describe('a due key that nobody uses', () => {
  const unused = { created: '120d' } as const;
  const warn = 'WARN K1 policy: unused-key';
  const done = 'DEACTIVATE K1 policy: unused-key';
  decides([
    ['gets a successor by default', one(unused), 'ROTATE K1: key-due'],
    ['is warned of where policy retires it', one(unused), warn, retire],
    ['is deactivated 6 days 18 hours after the warning', one({ ...unused, warned: '6d 18h' }, {}), done, retire],
    [
      'stays 6 days 17 hours after the warning',
      one({ ...unused, warned: '6d 17h' }, {}),
      'NOTHING: waiting-policy',
      retire,
    ],
    [
      'gets a successor 89 days 23 hours after its last use',
      one({ ...unused, used: '89d 23h' }),
      'ROTATE K1: key-due',
      retire,
    ],
    ['is warned of 90 days after its last use', one({ ...unused, used: '90d' }), warn, retire],
    ['gets a successor however long ago it was used', one({ ...unused, used: '119d' }), 'ROTATE K1: key-due'],
    ['is not idle 89 days 23 hours after its creation', one({ created: '89d 23h' }), 'NOTHING: waiting-policy', retire],
    ['is idle 90 days after its creation', one({ created: '90d' }), warn, retire],
    [
      'is due before it is idle where keys rotate sooner, and waits',
      one({ created: '89d 23h', warned: '20d' }, {}),
      'NOTHING: waiting-policy',
      { ...retire, rotateAfterDays: 30 },
    ],
    [
      'counts as used by the person who re-activated it',
      one({ ...unused, restarted: '1d', warned: '10d' }, {}),
      'NOTHING: waiting-policy',
      retire,
    ],
    [
      'is not retired when it is ours, and AWSCURRENT names it: the owner may have fetched it',
      one({ ...unused, stored: '120d', verified: '120d', promoted: '120d', told: '120d' }, { current: 'K1' }),
      'ASK K1: uncollected',
      retire,
    ],
    [
      'is not retired when it is ours, whatever AWSCURRENT names',
      one({ ...unused, stored: '120d', verified: '120d' }, {}),
      'ASK K1: uncollected',
      retire,
    ],
    [
      'is not made anew once it is inactive',
      one({ ...unused, inactive: true, warned: '9d' }, {}),
      'NOTHING: no-active-key',
      retire,
    ],
  ]);
});
