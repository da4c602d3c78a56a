import { HOUR, plus } from '../../../src/core/time.ts';
import { MEMBER } from '../environment/accounts.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { ScheduleEvent, WorldChange } from '../schedule/schedule.ts';

/** AWS, or the organization, changes for everybody, for some hours. */
export const changeWorld = (
  environment: SimulatedEnvironment,
  event: Extract<ScheduleEvent, { kind: 'world' }>,
): void => {
  const { ledger, world } = environment;
  // A run acts by the settings that it began with.
  if (environment.working > 0 && settingsChanges.has(event.change)) return;
  environment.log?.push(`${event.change} for ${event.hours} hours`);
  const until = plus(world.now, event.hours * HOUR);
  undoChanges(environment);
  ledger.changedAt = world.now;
  ledger.changedUntil = until;
  environment.counters.faults += 1;
  changes[event.change](environment);
  if (event.change === 'sesDown') world.settings.sesOutage = { from: world.now, until };
};

const settingsChanges: ReadonlySet<WorldChange> = new Set(['periodsChanged', 'retirementChanged']);

const account = ({ world }: SimulatedEnvironment) => {
  const found = world.accounts.get(MEMBER);
  if (found === undefined) throw new Error('no member account');
  return found;
};

const denying = (...Action: readonly string[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action, Resource: '*' }] });

/** A control policy denies new keys for one user, by name, until {@link undoChanges}. */
export const denyNewKeysOf = (environment: SimulatedEnvironment, name: string): void => {
  const Resource = `arn:aws:iam::${MEMBER}:user/${name}`;
  const Statement = [{ Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource }];
  account(environment).scps.push(JSON.stringify({ Version: '2012-10-17', Statement }));
  environment.ledger.changedUntil = plus(environment.world.now, 48 * HOUR);
  environment.log?.push(`new keys of ${name} are denied for two days`);
};

const changes: Record<WorldChange, (environment: SimulatedEnvironment) => void> = {
  sesDown: () => undefined,
  denyWrites: (environment) =>
    void account(environment).scps.push(denying('iam:CreateAccessKey', 'iam:UpdateAccessKey')),
  denySecrets: (environment) =>
    void account(environment).scps.push(denying('secretsmanager:Put*', 'secretsmanager:UpdateSecretVersionStage')),
  denyLastUsed: (environment) =>
    void account(environment).scps.push(denying('iam:GetAccessKeyLastUsed', 'iam:GetGroup')),
  suspendAccount: (environment) => {
    account(environment).state = 'SUSPENDED';
  },
  periodLowered: (environment) => {
    const { installGraceDays, recoveryGraceDays, quietDays } = environment.settings.policy;
    const rotateAfterDays = Math.max(installGraceDays + recoveryGraceDays, quietDays) + 1;
    environment.settings = { ...environment.settings, policy: { ...environment.settings.policy, rotateAfterDays } };
  },
  denyNewKeys: (environment) => void account(environment).scps.push(denying('iam:CreateAccessKey')),
  denyAttach: (environment) => void account(environment).scps.push(denying('iam:AttachUserPolicy')),
  denyUpdates: (environment) => void account(environment).scps.push(denying('iam:UpdateAccessKey')),
  denyPolicies: (environment) => void account(environment).scps.push(denying('secretsmanager:PutResourcePolicy')),
  denyTags: (environment) => void account(environment).scps.push(denying('secretsmanager:TagResource')),
  periodsChanged: (environment) => {
    const { policy } = environment.settings;
    const isLonger = environment.schedule.seed % 2 === 0;
    const warnDays = isLonger ? policy.warnDays + 1 : 1;
    const graces = isLonger
      ? { installGraceDays: policy.installGraceDays + 2, recoveryGraceDays: policy.recoveryGraceDays + 2 }
      : { installGraceDays: 1, recoveryGraceDays: 1 };
    const rotateAfterDays = Math.max(policy.rotateAfterDays, graces.installGraceDays + graces.recoveryGraceDays + 1);
    environment.settings = { ...environment.settings, policy: { ...policy, ...graces, warnDays, rotateAfterDays } };
  },
  retirementChanged: (environment) => {
    const { policy } = environment.settings;
    const retirement = policy.retirement === 'when-quiet' ? 'on-schedule' : 'when-quiet';
    environment.ledger.isRetirementChanged = true;
    environment.settings = { ...environment.settings, policy: { ...policy, retirement } };
  },
  breakGroup: (environment) => {
    environment.settings = {
      ...environment.settings,
      exemptions: [...environment.settings.exemptions, { by: 'group', value: 'missing' }],
    };
  },
};

/** Ends what has had its time. */
export const endChanges = (environment: SimulatedEnvironment): void => {
  if (environment.ledger.changedUntil !== undefined && environment.world.now >= environment.ledger.changedUntil)
    undoChanges(environment);
};

export const undoChanges = (environment: SimulatedEnvironment): void => {
  const { ledger, world } = environment;
  if (ledger.changedUntil === undefined) return;
  account(environment).scps = [];
  account(environment).state = 'ACTIVE';
  world.settings.sesOutage = undefined;
  environment.settings = { ...environment.settings, exemptions: environment.settings.exemptions.slice(0, 1) };
  ledger.changedAt = world.now;
  ledger.changedUntil = undefined;
};
