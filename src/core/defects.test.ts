import { describe, expect, it } from 'vitest';
import { decide, removable, replaced } from '../../test/support/decide.ts';
import type { Scene } from '../../test/support/observation.ts';

const due = { id: 'OLD', created: '120d', used: '1h' } as const;
const retire = { unusedKeys: 'retire', inactiveKeys: 'report' } as const;

/** What other rotators were seen to do, each impossible here: one test for each defect that deciding could cause. */
describe('keys that stay', () => {
  it('a key used today is not deleted', () => {
    expect(decide(removable({ old: { used: '1h' } }))).toBe('NOTE OLD inactiveSince: time-not-noted');
  });

  it('a last use that is not on record does not count as "never used" for ever', () => {
    const idle = { id: 'IDLE', created: '80d', warned: '10d' } as const;
    expect(decide({ keys: [due, idle], secret: {} })).toBe('ASK IDLE: own-rotation');
  });

  it('the old key stays when the new secret is lost', () => {
    expect(decide(replaced({ new: { stored: undefined } }))).toBe('NOTHING: current-unverified');
    const lost = { created: '40d', creator: 'keyturn' } as const;
    expect(decide({ keys: [{ ...due, used: '30d', warned: '10d' }, lost], secret: {} })).toBe(
      'CONDEMN K2: secret-lost',
    );
  });

  it('the old key stays when the new one never worked', () => {
    expect(decide(replaced({ new: { verified: undefined } }))).toBe('NOTHING: current-unverified');
  });

  it('the old key stays until its owner can read the new one again', () => {
    expect(decide(replaced({ secret: { policy: 'changed' } }))).toBe('REPAIR_POLICY NEW: policy-changed');
    expect(decide(replaced({ old: { warned: '8d' }, new: { restarted: '9d' } }))).toBe('NOTHING: waiting-warning');
  });

  it('of two expired keys in use, neither is touched', () => {
    expect(decide({ keys: [due, { ...due, id: 'OTHER', used: '2d', warned: '1d' }], secret: {} })).toBe(
      'NOTHING: two-keys-in-use',
    );
  });

  it('a forced rotation of a user with two fresh keys deletes neither', () => {
    const fresh: Scene = {
      keys: [
        { created: '5d', used: '1h' },
        { created: '4d', used: '1h' },
      ],
      forced: true,
    };
    expect(decide(fresh)).toBe('NOTHING: two-keys-in-use');
    expect(decide({ ...fresh, secret: { current: 'GONE' } })).toBe('NOTHING: two-keys-in-use');
  });

  it('an independent second key is never taken for the successor', () => {
    const spare = { id: 'SPARE', created: '40d', used: '1h' } as const;
    const ripe = { ...due, used: '30d', warned: '10d' } as const;
    expect(decide({ keys: [ripe, spare], secret: { current: 'placeholder' } })).toBe('ASK OLD: spare-key');
    const current = { stored: '40d', verified: '40d', promoted: '40d', told: '40d', replaces: 'OLDER' } as const;
    expect(decide({ keys: [ripe, { ...spare, ...current }], secret: { current: 'SPARE' } })).toBe('ASK OLD: spare-key');
  });

  it('the old key stays while it is used and the new one is not', () => {
    expect(decide(replaced({ old: { used: '1h' }, new: { used: undefined } }))).toBe('REMIND OLD: old-key-in-use');
    const untested = { readByOwner: false, used: undefined } as const;
    expect(decide(replaced({ new: untested }), { retirement: 'on-schedule' })).toBe('NOTHING: not-adopted');
  });

  it('an unused key is retired once, and not created again', () => {
    const inactive = {
      created: '140d',
      inactive: true,
      warned: '40d',
      inactiveSince: '33d',
      announced: '25d',
    } as const;
    expect(decide({ keys: [{ created: '120d', warned: '7d' }], secret: {} }, retire)).toBe(
      'DEACTIVATE K1 policy: unused-key',
    );
    expect(decide({ keys: [inactive], secret: {} }, retire)).toBe('DELETE K1 policy: blocking-inactive-key');
    expect(decide({ secret: {} }, retire)).toBe('NOTHING: no-keys');
  });

  it('keys that never work are not created for ever', () => {
    expect(decide({ keys: [due], secret: { givenUp: { count: 2, last: '1d' } } })).toBe(
      'NOTHING: verification-keeps-failing',
    );
  });

  it('a user whom an administrator switched off gets no new key', () => {
    expect(decide({ keys: [{ ...due, inactive: true }] })).toBe('NOTHING: no-active-key');
    expect(decide({ keys: [{ ...due, inactive: true }], forced: true })).toBe('NOTHING: no-active-key');
  });

  it('a key that we deactivated today is not deleted today, whatever its CreateDate', () => {
    const today = { created: '900d', inactiveSince: '1h', used: '2h' } as const;
    expect(decide(removable({ old: { ...today, announced: '30m' } }))).toBe('NOTHING: waiting-recovery');
  });

  it('a key that incident response deactivated today is not deleted today, whatever its CreateDate', () => {
    const today = { id: 'LEAKED', created: '900d', used: '2h', inactive: true } as const;
    const spent = { ...due, id: 'DUE' } as const;
    expect(decide({ keys: [today, spent], secret: {} })).toBe('NOTE LEAKED inactiveSince: time-not-noted');
    expect(decide({ keys: [{ ...today, inactiveSince: '1h', announced: '30m' }, spent], secret: {} })).toBe(
      'NOTHING: waiting-policy',
    );
    expect(decide({ keys: [today, { ...spent, created: '5d' }], secret: {} })).toBe('NOTHING: fresh');
  });

  it('a dead user gets no new key', () => {
    expect(decide({ keys: [{ created: '900d' }] }, retire)).toBe('WARN K1 policy: unused-key');
    expect(decide({ keys: [], forced: true })).toBe('NOTHING: no-keys');
  });
});

describe('whom it acts on', () => {
  it('an exempt member is not rotated', () => {
    expect(decide({ keys: [due], exempt: 'group', forced: true })).toBe('NOTHING: exempt');
  });

  it('a user of an account that is suspended or closing is left alone', () => {
    expect(decide({ keys: [due], account: 'PENDING_CLOSURE' })).toBe('NOTHING: account-not-active');
  });

  it('a secret of the same name that is somebody else’s is not overwritten', () => {
    expect(decide({ keys: [due], secret: { hold: 'other-owner' } })).toBe('NOTHING: hold-other-owner');
  });
});

describe('settings and mail', () => {
  it('graces are those that the settings name: 10 days, not 7', () => {
    const told = { verified: '8d', promoted: '8d', told: '8d' } as const;
    expect(decide(replaced({ old: { warned: '7d' }, new: told }))).toBe('NOTHING: waiting-warning');
    expect(decide(replaced({ old: { warned: '7d', warnedFor: '6h' }, new: told }), { installGraceDays: 7 })).toBe(
      'DEACTIVATE OLD predecessor: successor-adopted',
    );
  });

  it('the old key stays while mails to its owner do not arrive', () => {
    expect(decide(replaced({ new: { told: undefined, tries: 5, lastTry: '1d' } }))).toBe('NOTHING: not-told');
    expect(decide(replaced({ old: { warned: undefined, tries: 5, lastTry: '1d' } }))).toBe('NOTHING: waiting-warning');
  });

  it('not all is retired at once when a period is set too low', () => {
    expect(decide({ ...replaced(), allowance: 'breaker-open' })).toBe('NOTHING: breaker-open');
  });
});
