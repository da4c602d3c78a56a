import { functionShapes } from '../../../infra/main/functions.ts';
import { BREAK_GLASS_ROLE } from '../../../src/app/secret/writers.ts';
import { inProcessClients } from '../../../src/aws/client/in-process.ts';
import { HOUR, SECOND } from '../../../src/core/time.ts';
import { functionSettings } from '../../../src/lambda/function-settings.ts';

import { virtualClock } from '../../../src/sandbox/clock.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import { inProcessTransport } from '../../../src/sandbox/in-process.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import type { SandboxService } from '../../../src/sandbox/service-name.ts';
import { createDeployedOrganization, type DeployedOrganization } from '../../deployed/deployed-organization.ts';
import { addUser, letListUnits, PAYMENTS, PRIMARY, REGION, WEB } from '../../deployed/organization.ts';
import { type Sent, watching } from '../../deployed/recording.ts';
import { runOnce } from '../../support/run-once.ts';

/** What is recorded, and the organization it was recorded in. */
export interface RecordedLife {
  readonly deployedOrganization: DeployedOrganization;
  readonly sent: readonly Sent[];
}

export const OPERATOR = `arn:aws:iam::${PRIMARY}:role/operators`;
export const KMS_KEY = `arn:aws:kms:${REGION}:${PRIMARY}:key/11111111-2222-3333-4444-555555555555`;

/** Days on which keyturn runs: each stage of each story, and each account's regular day. */
const RUNS = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 14, 17, 18, 20, 21, 22, 24, 28, 31, 35, 36, 37, 38, 39, 40, 41, 42,
];

/** A full life of keyturn in an organization: rotations to their end, and every recovery. */
export const record = async (): Promise<RecordedLife> => {
  const deployedOrganization = createDeployedOrganization({}, { OperatorPrincipalArns: OPERATOR, KmsKeyArn: KMS_KEY });
  const { functions, world } = deployedOrganization;
  // Ways of people that the stories need: none of keyturn's roles has them.
  const person = (service: SandboxService, operation: string, input: object): unknown =>
    execute(world, {
      service,
      operation,
      input,
      region: REGION,
      credentials: seed.operatorCredentials(world, PAYMENTS, { roleName: BREAK_GLASS_ROLE }),
    });
  const secretOf = (user: string) => ({ SecretId: `Account_${PAYMENTS}_User_${user}_AccessKey` });
  const unused = { ageDays: 95, usedDaysAgo: 40 };
  for (const name of ['alice', 'orphan', 'gone', 'restored', 'tampered', 'swift', 'back'])
    addUser(deployedOrganization, PAYMENTS, name, [unused]);
  addUser(deployedOrganization, PAYMENTS, 'spare', [
    { ageDays: 200, usedDaysAgo: 1 },
    { ageDays: 300, usedDaysAgo: 150 },
  ]);
  addUser(deployedOrganization, WEB, 'bob', [unused]);
  functions.after = ({ call, input }) => {
    if (call === 'iam:CreateAccessKey' && input.UserName === 'orphan')
      throw Object.assign(new Error('no answer came'), { name: 'TimeoutError', $metadata: {} });
    return undefined;
  };
  const users = world.accounts.get(PAYMENTS)?.users;
  const back = users?.get('back');
  const happenings: Readonly<Record<number, () => void>> = {
    1: () => {
      functions.after = () => undefined;
      const keys = users?.get('gone')?.keys ?? [];
      for (const { accessKeyId } of [...keys])
        person('iam', 'DeleteAccessKey', { UserName: 'gone', AccessKeyId: accessKeyId });
      const PolicyArn = `arn:aws:iam::${PAYMENTS}:policy/keyturn-read-own-access-key`;
      person('iam', 'DetachUserPolicy', { UserName: 'gone', PolicyArn });
      person('iam', 'DeleteUser', { UserName: 'gone' });
      users?.delete('back');
    },
    3: () => {
      person('secretsmanager', 'DeleteSecret', { ...secretOf('restored'), RecoveryWindowInDays: 30 });
      person('secretsmanager', 'DeleteResourcePolicy', secretOf('tampered'));
      const [old] = users?.get('swift')?.keys ?? [];
      person('iam', 'DeleteAccessKey', { UserName: 'swift', AccessKeyId: old?.accessKeyId });
    },
    8: () => {
      if (back) users?.set('back', back);
    },
    20: () => {
      addUser(deployedOrganization, PAYMENTS, 'late', [unused]);
      world.settings.newKeyLagMs = 3 * HOUR;
    },
    21: () => {
      world.settings.newKeyLagMs = 8 * SECOND;
    },
  };
  let today = 0;
  for (const day of RUNS) {
    deployedOrganization.days(day - today);
    today = day;
    happenings[day]?.();
    await deployedOrganization.daily();
  }
  await deployedOrganization.run({ dryrun: true });
  await deployedOrganization.run({ ForceRotate: 'bob' });
  await writeByHand(deployedOrganization);
  await operate(deployedOrganization);
  return { deployedOrganization, sent: functions.sent };
};

/** A mail that a person asks for, to the account that it names. */
const writeByHand = ({ main, functions }: DeployedOrganization): Promise<unknown> =>
  functions.invoke(main.physical(functionShapes.notifier.logicalId), {
    email: 'payments@example.com',
    subject: 'Your keys',
    email_template: 'iam-auto-key-rotation-enforcement.html',
    template_values: { account_id: PAYMENTS, actions: 'Answer, please.' },
  });

/** `keyturn plan` and `keyturn apply` from the terminal of an operator, with an exempt organizational unit. */
const operate = async (deployedOrganization: DeployedOrganization): Promise<void> => {
  const { world, functions } = deployedOrganization;
  const unit = seed.addOu(world, { name: 'sandboxes' });
  seed.addOu(world, { name: 'experiments', parentId: unit.id });
  letListUnits(deployedOrganization);
  seed.addRole(world, PRIMARY, {
    name: 'operators',
    trustPolicy: '{"Version":"2012-10-17","Statement":[]}',
    managedPolicyArns: [seed.ADMINISTRATOR_ACCESS],
  });
  const clock = virtualClock(world);
  const credentials = seed.roleCredentials(world, PRIMARY, { roleName: 'operators', sessionName: 'ann' });
  for (const mode of ['plan', 'apply'] as const) {
    const none = () => undefined;
    const hooks = watching({ world, step: mode, sent: functions.sent, before: none, after: none, die: none });
    const clientFactory = inProcessClients(inProcessTransport(world, hooks), { clock, credentials });
    const environment = deployedOrganization.main.property(functionShapes.rotation.logicalId, 'Environment') as {
      readonly Variables: Record<string, string>;
    };
    const { settings: given } = functionSettings({ ...environment.Variables, AWS_REGION: REGION });
    const settings = {
      ...given,
      templates: undefined,
      exemptions: [...given.exemptions, { by: 'ou' as const, value: unit.id }],
    };
    const runId = `operator-${mode}`;
    await runOnce({ clientFactory, clock, settings, runId, nonce: () => `${runId}-${world.now}`, mode });
  }
};
