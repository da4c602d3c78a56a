import { defaultPolicy } from '../../core/policy.ts';
import { choice, days } from './fields.ts';

/** What an organization decides about its keys: one flag of the command line each. What each means: `Policy`. */
export const policySettings = {
  rotateAfterDays: {
    parameter: 'RotationPeriod',
    ...days(defaultPolicy.rotateAfterDays, 'age at which an active key gets a successor'),
  },
  installGraceDays: {
    parameter: 'InactiveBuffer',
    ...days(defaultPolicy.installGraceDays, 'from "new key ready and its owner told" to deactivation'),
  },
  recoveryGraceDays: {
    parameter: 'RecoveryGracePeriod',
    ...days(defaultPolicy.recoveryGraceDays, 'from deactivation to deletion'),
  },
  warnDays: { parameter: 'PendingActionWarnPeriod', ...days(defaultPolicy.warnDays, 'lead time of warnings') },
  quietDays: {
    parameter: 'QuietPeriod',
    ...days(defaultPolicy.quietDays, 'a key used within so many days is in use'),
  },
  idleDays: {
    parameter: 'IdlePeriod',
    ...days(defaultPolicy.idleDays, 'a key unused for so many days may be retired by twoKeys'),
  },
  retirement: {
    parameter: 'Retirement',
    ...choice(['when-quiet', 'on-schedule'], defaultPolicy.retirement, 'when-quiet: a key in use is never deactivated'),
  },
  twoKeys: {
    parameter: 'TwoKeyPolicy',
    ...choice(['retire-idle', 'report'], defaultPolicy.twoKeys, 'a due user with two keys of other origin'),
  },
  inactiveKeys: {
    parameter: 'InactiveKeyPolicy',
    ...choice(
      ['delete-when-blocking', 'report', 'delete'],
      defaultPolicy.inactiveKeys,
      'an inactive key of other origin',
    ),
  },
  unusedKeys: {
    parameter: 'UnusedKeyPolicy',
    ...choice(['rotate', 'retire'], defaultPolicy.unusedKeys, 'a due key that was never used'),
  },
  datelessKeys: {
    parameter: 'DatelessKeyPolicy',
    ...choice(
      ['ask', 'quiet'],
      defaultPolicy.datelessKeys,
      'an old key without a last-use date, where nothing shows that AWS records the uses of its user',
    ),
  },
} as const;
