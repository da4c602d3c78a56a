import { describe, expect, it } from 'vitest';
import type { StepContext } from '../execute/step-context.ts';
import type { PendingNotice } from '../notices/notices.ts';
import type { ReportedUser, UserDetails } from '../ports/iam.ts';
import type { AccountSession } from '../ports/sts.ts';
import type { ExemptionRule } from '../settings/settings.ts';
import { type ExemptionLookup, exemptionsOf } from './exemptions.ts';
import type { ReportedSnapshot, UserSnapshot } from './observe-user.ts';
import type { LivePlan, ReportedPlan } from './plan-user.ts';

const reported: ReportedUser = {
  name: 'bot',
  id: 'AIDABOT',
  arn: 'arn:aws:iam::111122223333:user/ci/bot',
  path: '/ci/',
};
const live: UserDetails = { ...reported, tags: { team: 'payments' } };

const session = { users: { members: async () => new Set(['bot']) } } as unknown as AccountSession;
const everybody = { userPath: '/', onlyTag: undefined };
const byTag: ExemptionRule = { by: 'tag', value: 'team=payments' };
const byPath: ExemptionRule = { by: 'path', value: '/ci/' };
const byGroup: ExemptionRule = { by: 'group', value: 'Exempt' };

describe('the exemptions of a user from the report', () => {
  it.each([
    ['path', byPath],
    ['group', byGroup],
  ])('by %s are those of a live look', async (_, rule) => {
    const lookup = await exemptionsOf([rule], session, everybody);
    expect(lookup.ofReported?.(reported)).toMatchObject(rule);
    expect(lookup.ofReported?.(reported)).toEqual(lookup.ofLive(live));
  });

  it('who is not below userPath are those of a live look, and say so', async () => {
    const lookup = await exemptionsOf([], session, { ...everybody, userPath: '/applications/' });
    expect(lookup.ofLive(live)).toEqual({
      by: 'path',
      value: '/ci/',
      reason: 'only users below /applications/ are looked after',
    });
    expect(lookup.ofReported?.(reported)).toEqual(lookup.ofLive(live));
    expect(lookup.ofLive({ ...live, path: '/applications/web/' })).toBeUndefined();
    expect((await exemptionsOf([], session, { ...everybody, userPath: '/ci/' })).ofLive(live)).toBeUndefined();
  });

  it('cannot be asked for where one of the rules is by tag, whatever the others say', async () => {
    const lookup = await exemptionsOf([byPath, byTag], session, everybody);
    expect(lookup.ofReported).toBeUndefined();
    expect(lookup.ofLive({ ...live, path: '/' })).toMatchObject(byTag);
    expect(lookup.ofLive({ ...live, path: '/', tags: {} })).toBeUndefined();
  });
});

describe('an exemption by name', () => {
  const isExempt = async (value: string, name: string): Promise<boolean> =>
    (await exemptionsOf([{ by: 'user', value }], session, everybody)).ofReported?.({ ...reported, name }) !== undefined;

  it.each([
    ['bot', 'bot', true],
    // IAM keeps no two users whose names differ in case alone.
    ['Bot', 'bot', true],
    ['bot', 'bot2', false],
    ['bot', 'robot', false],
    ['svc-*', 'svc-web', true],
    ['svc-*', 'my-svc-web', false],
    ['*-ci', 'web-ci', true],
    ['web-?', 'web-1', true],
    ['web-?', 'web-12', false],
    ['a.b+c', 'a.b+c', true],
    ['a.b+c', 'aXbbc', false],
    ['a.b*', 'aXb', false],
    ['a*b*c', 'a-bb-bc', true],
    ['a*b*c', 'a-c-b', false],
    ['**b', 'ab', true],
    ['ab*ba', 'aba', false],
    ['*1*1', 'x1', false],
    // Backtracking would not come to an end.
    [`${'*a'.repeat(30)}*b`, 'a'.repeat(64), false],
  ])('%s and the user %s: %s', async (pattern, name, expected) => {
    expect(await isExempt(pattern, name)).toBe(expected);
  });
});

describe('exemptions by tag', () => {
  const isExempt = async (value: string, tags: Record<string, string>): Promise<boolean> =>
    (await exemptionsOf([{ by: 'tag', value }], session, everybody)).ofLive({ ...live, tags }) !== undefined;

  it.each([
    ['keep', { keep: 'yes' }, true],
    ['keep', { keep: '' }, true],
    ['keep', { keeper: 'yes' }, false],
    ['keep=yes', { keep: 'yes' }, true],
    ['keep=yes', { keep: 'no' }, false],
    ['keep=', { keep: '' }, true],
    ['keep=', { keep: 'yes' }, false],
    ['keep=a=b', { keep: 'a=b' }, true],
  ])('%s and the tags %j: %s', async (value, tags, expected) => {
    expect(await isExempt(value, tags as Record<string, string>)).toBe(expected);
  });

  it.each(['toString', 'constructor', '__proto__'])('%s is a tag like others', async (value) => {
    expect(await isExempt(value, {})).toBe(false);
  });
});

describe('onlyTag', () => {
  const lookup = async (onlyTag: string) => exemptionsOf([byPath], session, { userPath: '/', onlyTag });

  it('exempts who does not bear the tag, and wants a live look at everybody', async () => {
    const { ofLive, ofReported } = await lookup('rotate=yes');
    expect(ofReported).toBeUndefined();
    expect(ofLive({ ...live, path: '/', tags: { rotate: 'no' } })).toEqual({ by: 'no-tag', value: 'rotate=yes' });
    expect(ofLive({ ...live, path: '/', tags: { rotate: 'yes' } })).toBeUndefined();
  });

  it('frees nobody whom a rule exempts', async () => {
    expect((await lookup('rotate')).ofLive({ ...live, tags: { rotate: '' } })).toMatchObject(byPath);
  });
});

/** Checked by the compiler, never run: each line that is expected to be wrong would be reported if it were not. */
const refusals = (lookup: ExemptionLookup, seen: ReportedSnapshot, planned: ReportedPlan): void => {
  // @ts-expect-error the report tells no tags: there are none to read
  void seen.user.tags;
  // @ts-expect-error what needs a user's tags, as an owner's address or a hold, takes a live look
  const snapshot: UserSnapshot = seen;
  // @ts-expect-error a plan from the report is not one from a live look
  const plan: LivePlan = planned;
  // @ts-expect-error nobody is told on the word of a report
  const notice: Pick<PendingNotice, 'snapshot'> = { snapshot: seen };
  // @ts-expect-error no step is taken on the word of a report
  const step: Pick<StepContext, 'snapshot'> = { snapshot: seen };
  // @ts-expect-error exemptions by tag cannot be asked for without tags
  lookup.ofLive(seen.user);
  // @ts-expect-error and those without are asked for only where no rule is by tag
  lookup.ofReported(seen.user);
  void [snapshot, plan, notice, step];
};
void refusals;
