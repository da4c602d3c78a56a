import type { Chance } from '../random.ts';
import type { PlannedFault, Somebody } from './schedule.ts';

/** More requests than a user's rotation takes. */
const REACH = 40;

/**
 * What goes wrong in one run: one thing, a burst, one operation for as long as it lasts, or everything now and then.
 */
export const composeFaults = (chance: Chance, somebody: (chance: Chance) => Somebody): PlannedFault[] => {
  const kind = chance.below(20);
  if (kind < 3) return [single(chance, chance.pick(['crash-before', 'crash-after']))];
  if (kind < 7) return burst(chance);
  if (kind < 11) return [outage(chance)];
  if (kind < 16) return nowAndThen(chance);
  if (kind < 18) return [sleep(chance), ...(chance.is(0.3) ? burst(chance) : [])];
  if (kind < 19) return [{ ...single(chance, 'meanwhile'), person: somebody(chance) }];
  return [single(chance, chance.pick(['error', 'lost', 'unsent', 'throttle', 'denied', 'expired']))];
};

/** AWS is down, or nearly: whatever is tried is refused at once, or soon. */
export const composeEarly = (chance: Chance): PlannedFault[] => [
  {
    fault: chance.pick(['throttle', 'error', 'unsent', 'lost', 'expired', 'crash-before', 'crash-after']),
    from: chance.below(chance.pick([1, 2, 4, 4, 14])),
    count: 1 + chance.below(12),
  },
];

const single = (chance: Chance, fault: PlannedFault['fault']): PlannedFault => ({
  fault,
  from: chance.below(REACH),
  count: 1,
});

const sleep = (chance: Chance): PlannedFault => ({
  ...single(chance, chance.pick(['sleep', 'sleep-after'])),
  minutes: chance.pick([4, 6, 14, 16, 30, 36, 90, 600]),
});

const burst = (chance: Chance): PlannedFault[] => [
  {
    fault: chance.pick(['throttle', 'error', 'unsent', 'lost', 'expired']),
    from: chance.below(REACH),
    count: 2 + chance.below(10),
  },
  ...(chance.is(0.4) ? [single(chance, chance.pick(['crash-before', 'crash-after', 'lost']))] : []),
];

const operations = [
  'iam:GetUser',
  'iam:ListAccessKeys',
  'iam:GetAccessKeyLastUsed',
  'iam:CreateAccessKey',
  'iam:UpdateAccessKey',
  'iam:DeleteAccessKey',
  'secretsmanager:CreateSecret',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecretVersionStage',
  'secretsmanager:TagResource',
  'secretsmanager:DescribeSecret',
  'secretsmanager:ListSecretVersionIds',
  'secretsmanager:GetResourcePolicy',
  'secretsmanager:PutResourcePolicy',
  'secretsmanager:ListSecrets',
  'secretsmanager:GetSecretValue',
  'sts:GetCallerIdentity',
  'sesv2:SendEmail',
  'cloudtrail:LookupEvents',
] as const;

const outage = (chance: Chance): PlannedFault => ({
  fault: chance.pick(['throttle', 'throttle', 'denied', 'error', 'lost', 'unsent']),
  from: 0,
  count: 1_000,
  operation: chance.pick(operations),
});

/** The one way past many steps: a fault here and there, most of them at requests whose failure is survived. */
const nowAndThen = (chance: Chance): PlannedFault[] => {
  const probability = chance.pick([0.05, 0.1, 0.2]);
  const plannedFaults: PlannedFault[] = [];
  for (let from = 0; from < REACH; from += 1)
    if (chance.is(probability))
      plannedFaults.push({
        fault: chance.pick(['throttle', 'error', 'lost', 'lost', 'unsent', 'denied']),
        from,
        count: 1,
      });
  return plannedFaults;
};
