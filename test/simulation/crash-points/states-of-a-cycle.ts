import { at, days, runAt, type StartState, scheduleOf } from './start-state.ts';

const rotated = { otherwise: 'rotated' } as const;

/** After each of the days of an undisturbed life: the run of the next one is broken. */
const moments: readonly StartState[] = [
  'a due key',
  'told, and the old key in its grace',
  'a deactivation to be warned of',
  'due to be deactivated',
  'a deletion to be announced',
  'waiting for the deletion',
  'due to be deleted',
  'a cycle that is over',
].map((name, day) => ({ name, schedule: scheduleOf({ events: days(day + 1) }), ends: rotated }));

/** As a first run left it, dead at this request; the run that is broken comes the next day. */
const died = (name: string, ...[operation, fault, from]: Parameters<typeof at>): StartState => ({
  name,
  schedule: scheduleOf({ events: [runAt(1, at(operation, fault, from)), runAt(25)] }),
  ends: rotated,
});

const leftBehind: readonly StartState[] = [
  died('a container without a policy', 'secretsmanager:CreateSecret', 'crash-after'),
  died('a claim and no key', 'iam:CreateAccessKey', 'crash-before'),
  died('an orphan: created, not stored', 'iam:CreateAccessKey', 'crash-after'),
  died('an orphan, and the answer of its creation lost', 'iam:CreateAccessKey', 'lost'),
  died('stored, not verified', 'secretsmanager:GetSecretValue', 'crash-before'),
  died('the verdict not written', 'secretsmanager:GetSecretValue', 'crash-after'),
  died('verified, not promoted', 'secretsmanager:UpdateSecretVersionStage', 'crash-before'),
  died('promoted, not noted', 'secretsmanager:UpdateSecretVersionStage', 'crash-after'),
  died('promoted, not told', 'sesv2:SendEmail', 'crash-before'),
  died('told, not noted', 'sesv2:SendEmail', 'crash-after'),
];

/** The same, minutes later: the dead worker's claim is not over. */
const minutesLater: readonly StartState[] = [
  ['the claim of a worker that died before it created', 'iam:CreateAccessKey', 'crash-before'],
  ['the claim of a worker that died when it had created', 'iam:CreateAccessKey', 'crash-after'],
  ['the claim of a worker that died when it had promoted', 'secretsmanager:UpdateSecretVersionStage', 'crash-after'],
].map(([name = '', operation = '', fault]) => ({
  name,
  schedule: scheduleOf({ events: [runAt(1, at(operation, fault as 'crash-before')), runAt(1.2)] }),
  ends: rotated,
}));

/** Later in the life, as a dead run left it. */
const diedLater = (name: string, day: number, ...[operation, fault]: Parameters<typeof at>): StartState => ({
  name,
  schedule: scheduleOf({
    events: [...days(day), runAt(1 + 24 * day, at(operation, fault)), runAt(25 + 24 * day)],
  }),
  ends: rotated,
});

const retirements: readonly StartState[] = [
  diedLater('deactivated, not noted', 3, 'iam:UpdateAccessKey', 'crash-after'),
  diedLater('noted as retired, not deactivated', 3, 'iam:UpdateAccessKey', 'crash-before'),
  diedLater('deleted, not forgotten', 6, 'iam:DeleteAccessKey', 'crash-after'),
];

/** An orphan, and a key that never worked, on their way out: condemned or given up, quarantined, deleted. */
const waysOut: readonly StartState[] = [1, 2].flatMap((day) => [
  {
    name: `day ${day + 1} of an orphan's way out`,
    schedule: scheduleOf({ events: [runAt(1, at('iam:CreateAccessKey', 'crash-after')), ...days(day + 2).slice(1)] }),
    ends: rotated,
  },
  {
    name: `day ${day + 1} of a key that was never verified`,
    schedule: scheduleOf({
      events: [runAt(1, at('secretsmanager:GetSecretValue', 'crash-before')), ...days(day + 2).slice(1)],
    }),
    ends: rotated,
  },
]);

export const statesOfACycle: readonly StartState[] = [
  ...moments,
  ...leftBehind,
  ...minutesLater,
  ...retirements,
  ...waysOut,
];
