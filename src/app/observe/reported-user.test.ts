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
const byTag: ExemptionRule = { by: 'tag', value: 'team=payments' };
const byPath: ExemptionRule = { by: 'path', value: '/ci/' };
const byGroup: ExemptionRule = { by: 'group', value: 'Exempt' };

describe('the exemptions of a user from the report', () => {
  it.each([
    ['path', byPath],
    ['group', byGroup],
  ])('by %s are those of a live look', async (_, rule) => {
    const lookup = await exemptionsOf([rule], session);
    expect(lookup.ofReported?.(reported)).toMatchObject(rule);
    expect(lookup.ofReported?.(reported)).toEqual(lookup.ofLive(live));
  });

  it('who is not below userPath are those of a live look, and say so', async () => {
    const lookup = await exemptionsOf([], session, '/applications/');
    expect(lookup.ofLive(live)).toEqual({
      by: 'path',
      value: '/ci/',
      reason: 'only users below /applications/ are looked after',
      approver: undefined,
    });
    expect(lookup.ofReported?.(reported)).toEqual(lookup.ofLive(live));
    expect(lookup.ofLive({ ...live, path: '/applications/web/' })).toBeUndefined();
    expect((await exemptionsOf([], session, '/ci/')).ofLive(live)).toBeUndefined();
  });

  it('cannot be asked for where one of the rules is by tag, whatever the others say', async () => {
    const lookup = await exemptionsOf([byPath, byTag], session);
    expect(lookup.ofReported).toBeUndefined();
    expect(lookup.ofLive({ ...live, path: '/' })).toMatchObject(byTag);
    expect(lookup.ofLive({ ...live, path: '/', tags: {} })).toBeUndefined();
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
