import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policies, scenes } from '../../test/support/arbitraries.ts';
import { removable, replaced } from '../../test/support/decide.ts';
import { now, observe, type Scene } from '../../test/support/observation.ts';
import { datesAhead } from './dates-ahead.ts';
import { explainPlan, plan } from './plan.ts';
import { defaultPolicy } from './policy.ts';

const explained = (scene: Scene) => explainPlan(observe(scene), defaultPolicy, now);

/** The rules that did not pass, in order: `rotate decided`. */
const answers = (scene: Scene): readonly string[] =>
  explained(scene)
    .asked.filter(({ answer }) => answer !== 'passed')
    .map(({ name, answer }) => `${name} ${answer}`);

const due: Scene = { keys: [{ id: 'OLD', created: '95d', used: '1d' }] };
const twoInUse: Scene = {
  keys: [
    { id: 'OLD', created: '320d', used: '1d' },
    { id: 'NEW', created: '140d', used: '1d' },
  ],
};
const ours = { stored: '40d', verified: '40d', promoted: '40d' } as const;

describe('an explained plan', () => {
  it.each<[rule: string, scene: Scene]>([
    ['stop', { ...due, exempt: 'path' }],
    ['stop', { ...due, isHeld: true }],
    ['stop', { ...due, secret: { hold: 'asked' } }],
    ['restore-secret', { ...due, secret: { claim: 'busy' } }],
    ['restore-secret', { ...replaced(), secret: { current: 'NEW', deletion: '+30d' } }],
    ['repair-policy', replaced({ secret: { policy: 'changed' } })],
    ['update-policy', replaced({ secret: { policy: 'earlier' } })],
    ['settle-pending', { keys: [{ id: 'OLD', created: '9d', ...ours, pending: true }], secret: { current: 'OLD' } }],
    ['changed-policy', { ...replaced({ secret: { policy: 'changed' } }), undone: ['REPAIR_POLICY', 3] }],
    ['tell-owner', replaced({ new: { told: undefined } })],
    ['note-times', removable({ old: { inactiveSince: undefined, used: '31d', warned: '38d' } })],
    ['retire-predecessor', replaced()],
    ['forget-gone', { keys: [...(due.keys ?? []), { id: 'K3', gone: true, ...ours }], secret: {} }],
    ['rotate', due],
    ['free-slot', twoInUse],
    ['rest', { keys: [{ id: 'OLD', created: '5d' }] }],
    ['rest', { keys: [] }],
  ])('names %s as the rule that decided', (rule, scene) => {
    expect(answers(scene)).toEqual([`${rule} decided`]);
    expect(explained(scene).asked.at(-1)?.name).toBe(rule);
  });

  it('lists each rule before the one that decided, in the order of the protocol', () => {
    expect(explained(due).asked.map(({ name }) => name)).toEqual([
      'stop',
      'restore-secret',
      'repair-policy',
      'update-policy',
      'prove-writer',
      'settle-pending',
      'changed-policy',
      'tell-owner',
      'note-times',
      'tell-of-acts',
      'retire-orphan',
      'retire-predecessor',
      'forget-gone',
      'rotate',
    ]);
    expect(explained({ ...due, exempt: 'tag' }).asked.map(({ name }) => name)).toEqual(['stop']);
  });

  it.each<[limit: string, scene: Scene]>([
    ['within-allowance', { ...due, allowance: 'rotations-spent' }],
    ['within-allowance', { ...replaced(), allowance: 'spent' }],
    ['under-force', { ...replaced(), forced: true }],
  ])('says that %s changed what a rule had decided', (limit, scene) => {
    expect(answers(scene)).toEqual([expect.stringMatching(/ decided$/), `${limit} changed`]);
  });

  it('is the plan, whatever is seen, and names one rule that decided, with a question of one sentence', () => {
    fc.assert(
      fc.property(scenes, policies, (scene, policy) => {
        const seen = observe(scene);
        const { plan: decided, asked } = explainPlan(seen, policy, now);
        expect(decided).toEqual(plan(seen, policy, now));
        expect(asked.filter(({ answer }) => answer === 'decided')).toHaveLength(1);
        expect(new Set(asked.map(({ name }) => name)).size).toBe(asked.length);
        expect(asked.every(({ asks }) => /^[a-z][^.?]+\?$/.test(asks))).toBe(true);
        const isStopped = asked.some(({ name, answer }) => name === 'stop' && answer === 'decided');
        expect(isStopped).toBe(['exempt', 'account-not-active', 'hold-asked'].includes(decided.reason) || isHeld(seen));
      }),
      { numRuns: 2_000 },
    );
  });
});

const isHeld = ({ secret }: ReturnType<typeof observe>): boolean => secret?.hold !== undefined;

describe('the dates ahead', () => {
  const dates = (scene: Scene): readonly string[] =>
    datesAhead(observe(scene), defaultPolicy, now).map(
      ({ what, key, at }) => `${what} ${key} ${new Date(at).toISOString()}`,
    );

  it('say when a young key is due: after 90 days, less the six hours that a daily run may be early', () => {
    expect(dates({ keys: [{ id: 'OLD', created: '30d' }] })).toEqual(['due OLD 2026-04-30T00:00:00.000Z']);
    expect(dates(due)).toEqual([]);
    expect(dates({ keys: [{ id: 'OLD', created: '30d', inactive: true }] })).toEqual([]);
    expect(dates({ keys: [{ id: 'OLD', created: '30d' }], exempt: 'group' })).toEqual([]);
  });

  it('say when an old key is deactivated at the earliest, once its owner was told', () => {
    const told = { created: '4d', stored: '4d', verified: '4d', promoted: '4d', told: '4d' };
    expect(dates(replaced({ new: told }))).toEqual([
      'deactivation OLD 2026-03-07T00:00:00.000Z',
      'due NEW 2026-05-26T00:00:00.000Z',
    ]);
    expect(dates(replaced({ new: { ...told, told: undefined } }))).toEqual(['due NEW 2026-05-26T00:00:00.000Z']);
  });

  it('say when an inactive old key is deleted at the earliest', () => {
    expect(dates(removable({ old: { inactiveSince: '3d' } }))[0]).toBe('deletion OLD 2026-03-08T00:00:00.000Z');
    expect(dates(removable({ old: { inactiveSince: undefined } }))).toEqual(['due NEW 2026-04-20T00:00:00.000Z']);
  });
});
