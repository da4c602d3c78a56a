import type { Exemption } from '../../core/observation.ts';
import { DAY, type Instant } from '../../core/time.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { AccountSession } from '../ports/sts.ts';
import type { ExemptionRule, Settings } from '../settings/settings.ts';

export interface ExemptionSubject {
  readonly name: string;
  readonly path: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Rules that still stand: one with an end date holds until the end of that day, UTC. */
export const standingRules = ({ exemptions }: Settings, now: Instant): readonly ExemptionRule[] =>
  exemptions.filter(({ until }) => until === undefined || now < Date.parse(`${until}T00:00:00Z`) + DAY);

export type ExemptionLookup = (user: ExemptionSubject) => Exemption | undefined;

/** Why a user is exempt, for one account. A group that cannot be looked up throws: nobody there may be touched. */
export const exemptionsOf = async (
  rules: readonly ExemptionRule[],
  session: AccountSession,
): Promise<ExemptionLookup> => {
  const groups = rules.filter(({ by }) => by === 'group');
  const members = await Promise.all(groups.map((rule) => membersOf(session, rule.value)));
  const exemptNames = new Map(groups.map((rule, index) => [rule, members[index]]));
  return (user) => {
    const rule = rules.find((each) => matches(each, user, exemptNames.get(each)));
    return rule && { by: rule.by, value: rule.value, reason: rule.reason, approver: rule.approver };
  };
};

const membersOf = async (session: AccountSession, group: string): Promise<ReadonlySet<string>> => {
  try {
    return await session.users.members(group);
  } catch (error) {
    if (!isAwsFault(error)) throw error;
    const why = error.kind === 'missing' ? 'does not exist in this account' : `could not be read (${error.code})`;
    throw new WorkStopped(
      'exemption-unreadable',
      `the exemption group ${group} ${why}: nobody in this account is touched`,
    );
  }
};

const matches = (rule: ExemptionRule, user: ExemptionSubject, members: ReadonlySet<string> | undefined): boolean => {
  switch (rule.by) {
    case 'group':
      return members?.has(user.name) ?? false;
    case 'path':
      return user.path.startsWith(rule.value);
    case 'tag': {
      const [key = '', ...value] = rule.value.split('=');
      return user.tags[key] === value.join('=');
    }
    // Whole accounts are sorted out before anybody enters them.
    case 'account':
    case 'ou':
      return false;
  }
};
