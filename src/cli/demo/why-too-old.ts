import type { UserResult } from '../../app/results/result.ts';
import { EXEMPTION_GROUP, MEMBER_ROLE } from '../../demo-organization/names.ts';
import type { AccessKey } from '../../sandbox/model/iam.ts';
import type { World } from '../../sandbox/world.ts';
import { ageInDays, keysTooOld } from './situation.ts';

/** Keys that are still too old, for one reason. */
export interface TooOld {
  readonly why: string;
  /** A person must do something before keyturn can. */
  readonly needsPerson: boolean;
  readonly keys: number;
  readonly users: readonly string[];
}

/** Why each key that is too old still is: read in the world; `blocked` are the users a plan calls so. */
export const whyTooOld = (world: World, blocked: readonly UserResult[]): readonly TooOld[] => {
  const groups = new Map<string, { reason: Reason; keys: AccessKey[] }>();
  for (const key of keysTooOld(world)) {
    const reason = reasonFor(world, blocked, key);
    const group = groups.get(reason.why) ?? { reason, keys: [] };
    group.keys.push(key);
    groups.set(reason.why, group);
  }
  return [...groups.values()].map(({ reason, keys }) => ({
    ...reason,
    keys: keys.length,
    users: [...new Set(keys.map(({ userName }) => userName))],
  }));
};

interface Reason {
  readonly why: string;
  readonly needsPerson: boolean;
}

const person = (why: string): Reason => ({ why, needsPerson: true });

const reasonFor = (world: World, blocked: readonly UserResult[], key: AccessKey): Reason => {
  const account = world.accounts.get(key.accountId);
  const user = account?.users.get(key.userName);
  if (account?.state !== 'ACTIVE') return person(`the account ${account?.name} is suspended`);
  if (!account.roles.has(MEMBER_ROLE)) return person(`the account ${account.name} lacks the member role`);
  if (user?.groups.includes(EXEMPTION_GROUP)) return person('exempt by its group');
  const block = blocked.find((each) => each.account === account.id && each.user === key.userName);
  if (block !== undefined) return person(`blocked: ${block.message}`);
  const successor = user?.keys.find((other) => other.status === 'Active' && other.createdAt > key.createdAt);
  if (successor === undefined) return { why: 'due, and next in turn', needsPerson: false };
  if (!isHeld(world, key)) return { why: 'replaced and unused: its date has not come', needsPerson: false };
  return ageInDays(world, successor) > TIME_TO_INSTALL
    ? person('replaced, but nobody installs the new key')
    : { why: 'replaced: its owner has time to install the new key', needsPerson: false };
};

/** Two weeks: the grace of ten days, and mails that could not be sent. */
const TIME_TO_INSTALL = 14;

const isHeld = ({ applications }: World, { accessKeyId }: AccessKey): boolean =>
  applications.some(({ credentials }) => credentials.accessKeyId === accessKeyId);
