import { DAY } from '../../core/time.ts';
import type { SandboxAccount } from '../../sandbox/model/account.ts';
import type { AccessKey } from '../../sandbox/model/iam.ts';
import type { World } from '../../sandbox/world.ts';

/** What auditors count: Security Hub IAM.3, CIS, PCI DSS. */
export const AUDITORS_DAYS = 90;

export const activeKeys = (world: World): readonly AccessKey[] =>
  [...world.accessKeys.values()].filter(({ status }) => status === 'Active');

const isTooOld = (world: World, key: AccessKey): boolean => ageInDays(world, key) > AUDITORS_DAYS;

export const keysTooOld = (world: World): readonly AccessKey[] =>
  activeKeys(world).filter((key) => isTooOld(world, key));

/** In days, with fractions. */
export const ageInDays = (world: World, { createdAt }: AccessKey): number => (world.now - createdAt) / DAY;

export interface AccountSituation {
  readonly account: SandboxAccount;
  readonly users: number;
  readonly activeKeys: number;
  readonly tooOld: number;
}

export const situationOf = (world: World): readonly AccountSituation[] => {
  const keys = activeKeys(world);
  return [...world.accounts.values()].map((account) => {
    const own = keys.filter(({ accountId }) => accountId === account.id);
    return {
      account,
      users: account.users.size,
      activeKeys: own.length,
      tooOld: own.filter((key) => isTooOld(world, key)).length,
    };
  });
};
