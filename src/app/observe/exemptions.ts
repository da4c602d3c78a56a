import type { Exemption } from '../../core/observation.ts';
import { DAY, type Instant } from '../../core/time.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { ReportedUser, UserDetails } from '../ports/iam.ts';
import type { AccountSession } from '../ports/sts.ts';
import type { ExemptionRule, Settings } from '../settings/settings.ts';

/** Rules that still stand: one with an end date holds until the end of that day, UTC. */
export const standingRules = ({ exemptions }: Settings, now: Instant): readonly ExemptionRule[] =>
  exemptions.filter(({ until }) => until === undefined || now < Date.parse(`${until}T00:00:00Z`) + DAY);

/** Why a user is exempt. */
export interface ExemptionLookup {
  readonly ofLive: (user: ExemptionSubject) => Exemption | undefined;
  /** `undefined`: a rule asks for a tag, and the report tells none, so that only a live look can answer. */
  readonly ofReported: ((user: ReportedExemptionSubject) => Exemption | undefined) | undefined;
}

type ExemptionSubject = Pick<UserDetails, 'name' | 'path' | 'tags'>;
type ReportedExemptionSubject = Pick<ReportedUser, 'name' | 'path'>;

/**
 * The lookup of one account; users who are not below `userPath` are exempt, too. A group that cannot be looked up
 * throws: nobody there may be touched.
 */
export const exemptionsOf = async (
  rules: readonly ExemptionRule[],
  session: AccountSession,
  userPath: Settings['userPath'] = '/',
): Promise<ExemptionLookup> => {
  const groups = rules.filter(({ by }) => by === 'group');
  const members = await Promise.all(groups.map((rule) => membersOf(session, rule.value)));
  const exemptNames = new Map(groups.map((rule, index) => [rule, members[index]]));
  return {
    ofLive: (user) =>
      exemptionBy(rules.find((rule) => matches(rule, user, exemptNames.get(rule)))) ?? elsewhere(user, userPath),
    ofReported: rules.every(needsNoTag)
      ? (user) =>
          exemptionBy(rules.find((rule) => matchesUntagged(rule, user, exemptNames.get(rule)))) ??
          elsewhere(user, userPath)
      : undefined,
  };
};

const exemptionBy = (rule: ExemptionRule | undefined): Exemption | undefined =>
  rule && { by: rule.by, value: rule.value, reason: rule.reason, approver: rule.approver };

/** The member role may not change the keys of such a user either, where its stack was given the same path. */
const elsewhere = ({ path }: ReportedExemptionSubject, userPath: string): Exemption | undefined =>
  path.startsWith(userPath)
    ? undefined
    : { by: 'path', value: path, reason: `only users below ${userPath} are looked after`, approver: undefined };

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

/** A rule that is answered without the user's tags. */
type UntaggedRule = ExemptionRule & { readonly by: Exclude<ExemptionRule['by'], 'tag'> };

const needsNoTag = (rule: ExemptionRule): rule is UntaggedRule => rule.by !== 'tag';

const matches = (rule: ExemptionRule, user: ExemptionSubject, members: ReadonlySet<string> | undefined): boolean => {
  if (needsNoTag(rule)) return matchesUntagged(rule, user, members);
  const [key = '', ...value] = rule.value.split('=');
  return user.tags[key] === value.join('=');
};

const matchesUntagged = (
  rule: UntaggedRule,
  user: ReportedExemptionSubject,
  members: ReadonlySet<string> | undefined,
): boolean => {
  switch (rule.by) {
    case 'group':
      return members?.has(user.name) ?? false;
    case 'path':
      return user.path.startsWith(rule.value);
    // Whole accounts are sorted out before anybody enters them.
    case 'account':
    case 'ou':
      return false;
  }
};
