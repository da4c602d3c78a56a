import type { BundledFunction } from '../scripts/bundle-lambdas.ts';
import type { CallsPerAccount, UserYear } from './calls.ts';
import type { ColdStart } from './cold-start.ts';
import type { DeployedDay } from './deployed-day.ts';
import type { Throttled } from './throttled.ts';
import type { Throughput } from './throughput.ts';

/** All that `npm run bench` measures; with `--json` printed as it is. */
export interface Figures {
  readonly callsPerAccount: CallsPerAccount;
  readonly userYear: { readonly report: UserYear; readonly list: UserYear };
  /** Users of the account in which the year was lived. */
  readonly yearUsers: number;
  readonly decisionsPerSecond: Readonly<Record<string, number>>;
  readonly throughput: readonly Throughput[];
  readonly listing: Throughput;
  readonly throttled: Throttled;
  readonly deployedDay: DeployedDay;
  readonly coldStart: Readonly<Record<BundledFunction, ColdStart>>;
  readonly bundleBytes: { readonly inventory: number; readonly rotation: number; readonly notifier: number };
}
