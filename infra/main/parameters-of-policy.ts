import { defaultSettings } from '../../src/app/settings/table.ts';
import { formats } from '../formats.ts';
import { orNothing, type Parameter } from '../parameters.ts';

type Parameters = Readonly<Record<string, Parameter>>;

const days = (label: string, fallback: number, description: string): Parameter => ({
  label,
  description,
  type: 'Number',
  default: fallback,
  between: [1, 3650],
});

const periods: Parameters = {
  RotationPeriod: days('Rotation', defaultSettings.rotateAfterDays, 'Age at which an active key gets a successor.'),
  InactivePeriod: {
    label: 'Deactivation, counted from creation',
    description:
      'RotationPeriod + InactiveBuffer, or nothing; another sum is refused when a run starts. Kept for stacks that give it already.',
    default: '100',
    format: orNothing(formats.days),
  },
  InactiveBuffer: days(
    'Install grace',
    defaultSettings.installGraceDays,
    'From "new key ready and its owner told" to the deactivation of the old key.',
  ),
  RecoveryGracePeriod: days(
    'Recovery grace',
    defaultSettings.recoveryGraceDays,
    'From deactivation to deletion: so long a key can be brought back.',
  ),
  PendingActionWarnPeriod: days('Warning', defaultSettings.warnDays, 'Lead time of warnings and announcements.'),
  QuietPeriod: days('Quiet', defaultSettings.quietDays, 'A key that was used within so many days is in use.'),
  IdlePeriod: days('Idle', defaultSettings.idleDays, 'A key unused for so many days may be retired by TwoKeyPolicy.'),
};

const choices: Parameters = {
  Retirement: {
    label: 'Old keys that are still in use',
    description:
      'when-quiet: never deactivated; the owner is warned, then the administrators. on-schedule: deactivated to the day.',
    default: defaultSettings.retirement,
    allowed: ['when-quiet', 'on-schedule'],
  },
  TwoKeyPolicy: {
    label: 'Users with two keys of other origin',
    description:
      'retire-idle: the idle one is announced, deactivated, later deleted. report: people are told. Two keys in use are always only reported.',
    default: defaultSettings.twoKeys,
    allowed: ['retire-idle', 'report'],
  },
  InactiveKeyPolicy: {
    label: 'Inactive keys of other origin',
    description:
      'delete-when-blocking: deleted, announced before, where a successor needs the slot. report: never. delete: always.',
    default: defaultSettings.inactiveKeys,
    allowed: ['delete-when-blocking', 'report', 'delete'],
  },
  UnusedKeyPolicy: {
    label: 'Keys that were never used',
    description: 'rotate: like any other. retire: announced, deactivated, later deleted, without a successor.',
    default: defaultSettings.unusedKeys,
    allowed: ['rotate', 'retire'],
  },
  DatelessKeyPolicy: {
    label: 'Old keys without a last-use date',
    description:
      'ask: where nothing shows that AWS records the uses of its user, the key stays and a person is asked. quiet: it counts as unused.',
    default: defaultSettings.datelessKeys,
    allowed: ['ask', 'quiet'],
  },
};

export const keyPolicy = { periods, choices } as const;
