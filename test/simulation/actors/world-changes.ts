import { HOUR, plus } from '../../../src/core/time.ts';
import { MEMBER } from '../environment/accounts.ts';
import type { Stage } from '../environment/environment.ts';
import type { StoryEvent, WorldChange } from '../schedule/schedule.ts';

/** AWS, or the organization, changes for everybody, for some hours. */
export const changeWorld = (stage: Stage, event: Extract<StoryEvent, { kind: 'world' }>): void => {
  const { ledger, world } = stage;
  stage.diary?.push(`${event.change} for ${event.hours} hours`);
  const until = plus(world.now, event.hours * HOUR);
  undoChanges(stage);
  ledger.changedAt = world.now;
  ledger.changedUntil = until;
  stage.counters.faults += 1;
  changes[event.change](stage);
  if (event.change === 'sesDown') world.settings.sesOutage = { from: world.now, until };
};

const account = ({ world }: Stage) => {
  const found = world.accounts.get(MEMBER);
  if (found === undefined) throw new Error('no member account');
  return found;
};

const denying = (...Action: readonly string[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action, Resource: '*' }] });

const changes: Record<WorldChange, (stage: Stage) => void> = {
  sesDown: () => undefined,
  denyWrites: (stage) => void account(stage).scps.push(denying('iam:CreateAccessKey', 'iam:UpdateAccessKey')),
  denySecrets: (stage) =>
    void account(stage).scps.push(denying('secretsmanager:Put*', 'secretsmanager:UpdateSecretVersionStage')),
  denyLastUsed: (stage) => void account(stage).scps.push(denying('iam:GetAccessKeyLastUsed', 'iam:GetGroup')),
  suspendAccount: (stage) => {
    account(stage).state = 'SUSPENDED';
  },
  periodLowered: (stage) => {
    const { installGraceDays, recoveryGraceDays, quietDays } = stage.settings.policy;
    const rotateAfterDays = Math.max(installGraceDays + recoveryGraceDays, quietDays) + 1;
    stage.settings = { ...stage.settings, policy: { ...stage.settings.policy, rotateAfterDays } };
  },
  breakGroup: (stage) => {
    stage.settings = {
      ...stage.settings,
      exemptions: [...stage.settings.exemptions, { by: 'group', value: 'missing' }],
    };
  },
};

/** Ends what has had its time. */
export const endChanges = (stage: Stage): void => {
  if (stage.ledger.changedUntil !== undefined && stage.world.now >= stage.ledger.changedUntil) undoChanges(stage);
};

export const undoChanges = (stage: Stage): void => {
  const { ledger, world } = stage;
  if (ledger.changedUntil === undefined) return;
  account(stage).scps = [];
  account(stage).state = 'ACTIVE';
  world.settings.sesOutage = undefined;
  stage.settings = { ...stage.settings, exemptions: stage.settings.exemptions.slice(0, 1) };
  ledger.changedAt = world.now;
  ledger.changedUntil = undefined;
};
