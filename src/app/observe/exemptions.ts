import { type Exemption, exemptionFacts } from '../../core/observation.ts';
import { explain } from '../../core/reasons.ts';
import { DAY, type Instant, instant, plus } from '../../core/time.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import { WorkStopped } from '../faults/stop.ts';
import type { ReportedUser, UserDetails } from '../ports/iam.ts';
import type { AccountSession } from '../ports/sts.ts';
import type { ExemptionRule, Settings } from '../settings/settings.ts';

/** The end of its last day, UTC; `undefined`: it has none. */
export const endOfExemption = ({ until }: ExemptionRule): Instant | undefined =>
  until === undefined ? undefined : plus(instant(Date.parse(`${until}T00:00:00Z`)), DAY);

/** Rules that still stand. */
export const standingRules = ({ exemptions }: Settings, now: Instant): readonly ExemptionRule[] =>
  exemptions.filter((rule) => now < (endOfExemption(rule) ?? Number.POSITIVE_INFINITY));

/** As `exempt by path /vendors/ (the vendor replaces its own keys; until 2027-12-31)`. */
export const exemptionWords = (rule: ExemptionRule): string => explain('exempt', exemptionFacts(rule));

/** Why a user is exempt. */
export interface ExemptionLookup {
  readonly ofLive: (user: ExemptionSubject) => Exemption | undefined;
  /** `undefined`: a rule asks for a tag, and the report tells none, so that only a live look can answer. */
  readonly ofReported: ((user: ReportedExemptionSubject) => Exemption | undefined) | undefined;
}

/** Who is looked after at all. */
type UserScope = Pick<Settings, 'userPath' | 'onlyTag'>;

type ExemptionSubject = Pick<UserDetails, 'name' | 'path' | 'tags'>;
type ReportedExemptionSubject = Pick<ReportedUser, 'name' | 'path'>;

/**
 * The lookup of one account; users who are not below `userPath`, or lack `onlyTag`, are exempt, too. A group that
 * cannot be looked up throws: nobody there may be touched.
 */
export const exemptionsOf = async (
  rules: readonly ExemptionRule[],
  session: AccountSession,
  scope: UserScope,
): Promise<ExemptionLookup> => {
  const groups = rules.filter(({ by }) => by === 'group');
  const members = await Promise.all(groups.map((rule) => membersOf(session, rule.value)));
  const exemptNames = new Map(groups.map((rule, index) => [rule, members[index]]));
  return {
    ofLive: (user) =>
      exemptionBy(rules.find((rule) => matches(rule, user, exemptNames.get(rule)))) ??
      elsewhere(user, scope) ??
      untagged(user, scope),
    ofReported:
      rules.every(needsNoTag) && scope.onlyTag === undefined
        ? (user) =>
            exemptionBy(rules.find((rule) => matchesUntagged(rule, user, exemptNames.get(rule)))) ??
            elsewhere(user, scope)
        : undefined,
  };
};

/** What a rule says of whom it leaves alone. */
export const exemptionBy = (rule: ExemptionRule | undefined): Exemption | undefined => rule && { ...rule };

/** The member role may not change the keys of such a user either, where its stack was given the same path. */
const elsewhere = ({ path }: ReportedExemptionSubject, { userPath }: UserScope): Exemption | undefined =>
  path.startsWith(userPath)
    ? undefined
    : { by: 'path', value: path, reason: `only users below ${userPath} are looked after` };

const untagged = ({ tags }: ExemptionSubject, { onlyTag }: UserScope): Exemption | undefined =>
  onlyTag === undefined || hasTag(tags, onlyTag) ? undefined : { by: 'no-tag', value: onlyTag };

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
  return needsNoTag(rule) ? matchesUntagged(rule, user, members) : hasTag(user.tags, rule.value);
};

/** A tag without `=` stands for any value, also for none. */
const hasTag = (tags: ExemptionSubject['tags'], tag: string): boolean => {
  const [key = '', ...value] = tag.split('=');
  return Object.hasOwn(tags, key) && (value.length === 0 || tags[key] === value.join('='));
};

/**
 * Names of IAM users that differ in case alone are one name (IAM, "IAM identifiers"). What stands between two `*` is
 * taken where it is first found, and nowhere else: with many `*`, every other way to share a name out takes for ever.
 */
const isNamed = (pattern: string, name: string): boolean => {
  const parts = pattern.split('*').map((part) => part.replace(/[.+]/g, '\\$&').replaceAll('?', '.'));
  const [first = '', last] = [parts[0], parts.length > 1 ? parts.at(-1) : undefined];
  const between = parts.slice(1, -1).map((part, index) => `(?=(.*?${part}))\\${index + 1}`);
  return new RegExp(`^${first}${between.join('')}${last === undefined ? '' : `.*${last}`}$`, 'i').test(name);
};

const matchesUntagged = (
  rule: UntaggedRule,
  user: ReportedExemptionSubject,
  members: ReadonlySet<string> | undefined,
): boolean => {
  switch (rule.by) {
    case 'user':
      return isNamed(rule.value, user.name);
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
