import { describe, expect, it } from 'vitest';
import { settingsWith } from '../../support/settings.ts';
import { composeOrganization, type OrganizationStory } from './compose-organization.ts';
import { type DayOfOrganization, lawsOfDay } from './laws.ts';
import { playOrganization } from './play-organization.ts';

describe('random stories of whole organizations', () => {
  it('find nothing against keyturn in the first 30', async () => {
    for (let seed = 1; seed <= 30; seed += 1)
      expect((await playOrganization(composeOrganization(seed))).violation, `seed ${seed}`).toBe(undefined);
  });

  it('are the same story for the same seed', async () => {
    const [one, two] = [await playOrganization(composeOrganization(7)), await playOrganization(composeOrganization(7))];
    expect(one.counters).toEqual(two.counters);
    expect(one.counters.calls).toBeGreaterThan(10);
  });

  it('meet accounts of every fault', () => {
    const kinds = Array.from({ length: 300 }, (_, seed) => composeOrganization(seed)).flatMap(({ accounts }) =>
      accounts.flatMap(({ fault }) => fault?.kind ?? []),
    );
    expect(new Set(kinds).size).toBe(10);
  });
});

describe('the laws of whole organizations', () => {
  const schedule: OrganizationStory = {
    seed: 1,
    days: 1,
    accounts: [{ id: '200000000001', users: [{ name: 'alice', path: '/', keys: [{ ageDays: 70 }] }] }],
    settings: {},
    latencyMs: 1,
    functionsAtATime: 2,
    disturbances: [],
    daysWithoutMail: [],
  };
  const settings = settingsWith({ rotateAfterDays: 60 });
  const begun = 100 * 86_400_000;
  const old = { id: 'OLD', isActive: true, createdAt: 0 };
  const dayWith = (change: object, result: object = {}): DayOfOrganization =>
    ({
      day: 0,
      lost: [],
      begun,
      before: new Map([['200000000001 alice', [old]]]),
      after: new Map([['200000000001 alice', [old, { ...old, id: 'NEW' }]]]),
      ...change,
      result: { accounts: [{ id: '200000000001', outcome: 'done' }], users: [], ...result },
    }) as unknown as DayOfOrganization;

  it.each([
    ['nothing where everybody had a turn', dayWith({}), undefined],
    ['L5 of an account of which nothing is said', dayWith({}, { accounts: [] }), /^L5/],
    ['L6 of a user whose turn did not come', dayWith({ after: new Map([['200000000001 alice', [old]]]) }), /^L6/],
    [
      'L8 of a visit that was not finished',
      dayWith({}, { accounts: [{ id: '200000000001', outcome: 'interrupted' }] }),
      /^L8/,
    ],
  ])('find %s', (_, day, found) => {
    const broken = lawsOfDay(schedule, [day], settings);
    if (found === undefined) expect(broken).toBe(undefined);
    else expect(broken).toMatch(found);
  });
});
