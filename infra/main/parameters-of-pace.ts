import { defaultSettings } from '../../src/app/settings/table.ts';
import { formats } from '../formats.ts';
import { orNothing, type Parameter } from '../parameters.ts';

type Parameters = Readonly<Record<string, Parameter>>;

const number = (label: string, fallback: number, description: string): Parameter => ({
  label,
  description,
  type: 'Number',
  default: fallback,
  between: [0, 1_000_000],
});

const percent = (label: string, fallback: number, description: string): Parameter => ({
  ...number(label, fallback, description),
  between: [0, 100],
});

const limit = (label: string, description: string): Parameter => ({
  label,
  description: `Optional: ${description.charAt(0).toLowerCase()}${description.slice(1)} Empty: no limit.`,
  default: '',
  format: orNothing(formats.count),
});

export const pace: Parameters = {
  MaxRetirementsPerDay: number(
    'Keys of an account a day',
    defaultSettings['pace.accountKeys'],
    'So many keys of an account may be deactivated or deleted a day, or the share below, if that is more.',
  ),
  MaxRetirementPercentPerDay: percent(
    'The same as a share (%)',
    defaultSettings['pace.accountPercent'],
    "Share of an account's keys that may be deactivated or deleted a day.",
  ),
  MaxOrganizationRetirementsPerDay: number(
    'Keys of the organization a day',
    defaultSettings['pace.organizationKeys'],
    'The same for the whole organization.',
  ),
  MaxOrganizationRetirementPercentPerDay: percent(
    'The same as a share (%)',
    defaultSettings['pace.organizationPercent'],
    'The same for the whole organization.',
  ),
  MaxRotationsPerRun: limit(
    'New keys in a run',
    'So many users get a new key in one run; the rest waits for the next.',
  ),
  MaxRotationsPerAccount: limit('New keys of an account in a run', 'The same for one account.'),
  BreakerKeys: number(
    'Breaker: keys',
    defaultSettings['breaker.keys'],
    'Where more than this would be retired in an account in a day, and more than the share below, nothing is.',
  ),
  BreakerPercent: percent(
    'Breaker: share (%)',
    defaultSettings['breaker.percent'],
    "Share of an account's keys, as above.",
  ),
};
