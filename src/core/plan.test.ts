import { describe, expect, it } from 'vitest';
import { decides, planFor, removable, replaced } from '../../test/support/decide.ts';
import { ago, observe } from '../../test/support/observation.ts';
import { plan } from './plan.ts';
import { defaultPolicy } from './policy.ts';

describe('what an account may retire in a day', () => {
  const spent = { allowance: 'spent' } as const;
  const open = { allowance: 'breaker-open' } as const;
  const paced = 'NOTHING: paced';
  const gone = { id: 'LOST', created: '2d', tombstone: '1d' } as const;
  decides([
    ['stops a deactivation once it is spent', { ...replaced(), ...spent }, paced],
    ['stops a deletion once it is spent', { ...removable(), ...spent }, paced],
    ['stops a deactivation while the breaker is open', { ...replaced(), ...open }, 'NOTHING: breaker-open'],
    ['stops a deletion while the breaker is open', { ...removable(), ...open }, 'NOTHING: breaker-open'],
    ['stops burying orphans too', { keys: [{ created: '20d' }, gone], secret: {}, ...spent }, paced],
    ['does not stop a rotation', { keys: [{ created: '120d' }], ...open }, 'ROTATE K1: key-due'],
    [
      'does not stop a warning',
      { ...replaced({ old: { warned: undefined } }), ...spent },
      'WARN OLD predecessor: grace-ending',
    ],
    ['stops a deletion for a slot that a person asked for', { ...removable(), ...spent, forced: true }, paced],
    [
      'is no answer to a person whose slot no deletion would free today',
      { ...replaced(), ...spent, forced: true },
      'NOTHING: no-free-slot',
    ],
  ]);
});

describe('what a run may create', () => {
  const none = { allowance: 'rotations-spent' } as const;
  decides([
    ['stops a new key once it is spent', { keys: [{ created: '120d' }], ...none }, 'NOTHING: rotation-paced'],
    ['stops nothing else', { ...replaced(), ...none }, 'DEACTIVATE OLD predecessor: successor-adopted'],
  ]);
});

describe('the order of the rules', () => {
  const pending = { id: 'NEWEST', created: '3h', stored: '3h', verified: '3h', pending: true } as const;
  const orphan = { id: 'LOST', created: '2d', creator: 'keyturn' } as const;
  decides([
    [
      'a promotion comes before telling',
      replaced({ new: { promoted: undefined }, keys: [pending] }),
      'PROMOTE NEWEST: verified-not-promoted',
    ],
    [
      'telling comes before noting',
      removable({ old: { inactiveSince: undefined }, new: { told: undefined } }),
      'TELL NEW: successor-ready',
    ],
    [
      'noting comes before burying',
      removable({ old: { inactiveSince: undefined }, keys: [orphan] }),
      'NOTE OLD inactiveSince: time-not-noted',
    ],
    ['burying comes before retiring', removable({ keys: [orphan] }), 'CONDEMN LOST: secret-lost'],
    [
      'retiring comes before rotating',
      replaced({ new: { created: '95d' } }),
      'DEACTIVATE OLD predecessor: successor-adopted',
    ],
  ]);
});

describe('the dates that mails name', () => {
  it('a warning of a predecessor names the end of the grace, or a warning’s lead where that is later', () => {
    const early = planFor(
      replaced({ old: { warned: undefined }, new: { verified: '2d 18h', told: '2d 18h', promoted: '2d 18h' } }),
    );
    expect(early.step).toMatchObject({ kind: 'WARN', on: ago('+7d') });
    expect(early.facts).toEqual({ leftDays: 7 });
    expect(planFor(replaced({ old: { warned: undefined } })).step).toMatchObject({ kind: 'WARN', on: ago('+6d 18h') });
  });

  it('an announcement names the end of recovery, or tomorrow where that is later', () => {
    const none = { announced: undefined } as const;
    expect(planFor(removable({ old: { ...none, inactiveSince: '4d' } })).step).toMatchObject({ on: ago('+5d 18h') });
    expect(planFor(removable({ old: none }))).toMatchObject({ step: { on: ago('+24h') }, facts: { leftDays: 1 } });
  });
});

it('the same facts give the same plan', () => {
  const scene = observe(replaced());
  expect(plan(scene, defaultPolicy, scene.at)).toEqual(plan(observe(replaced()), { ...defaultPolicy }, scene.at));
});

it('a key that AWSCURRENT names, but of which nothing is recorded, replaces nothing', () => {
  const scene = observe(replaced());
  const secret = scene.secret && { ...scene.secret, records: new Map() };
  expect(plan({ ...scene, secret }, defaultPolicy, scene.at).reason).toBe('spare-key');
});
