import { AwsError } from '../../../src/sandbox/call.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import type { AccessKey } from '../../../src/sandbox/model/iam.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import type { SandboxService } from '../../../src/sandbox/service-name.ts';
import { MEMBER, REGION } from '../environment/accounts.ts';
import { type SimulatedEnvironment, secretNameOf } from '../environment/environment.ts';
import { sync } from '../invariants/ledger.ts';
import { currentKey, secretOf } from '../invariants/violate.ts';
import type { PersonAct } from '../schedule/schedule.ts';
import type { Action, PersonScene } from './scene.ts';
import { tamper } from './tampering.ts';

/** A person, or another tool, does something; what it may not do, or finds nothing to do to, is left undone. */
export const interfere = (environment: SimulatedEnvironment, action: Action): void => {
  const { ledger, world, names } = environment;
  const name = names[action.user] ?? '';
  const user = world.accounts.get(MEMBER)?.users.get(name);
  if (user === undefined) return;
  environment.counters.people += 1;
  environment.log?.push(`somebody: ${action.action} of ${name}`);
  try {
    acts[action.action]({ environment, user, action });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    environment.log?.push(`somebody: ${action.action} is refused: ${error.message}`);
  }
  ledger.touched.set(user.userId, world.now);
  const after = world.accounts.get(MEMBER)?.users.get(names[action.user] ?? '');
  if (after) ledger.touched.set(after.userId, world.now);
  sync(ledger, world, { by: 'person' });
};

export const call = (
  { environment }: Pick<PersonScene, 'environment'>,
  service: SandboxService,
  [operation, input]: [string, object],
): void =>
  void execute(environment.world, {
    service,
    operation,
    input,
    region: REGION,
    credentials: service === 'secretsmanager' ? environment.keeper : environment.breakGlass,
  });

const newKeyOf = ({ environment, user }: PersonScene): AccessKey | undefined => {
  const current = currentKey(environment, secretOf(environment, user.name));
  return user.keys.find(({ accessKeyId }) => accessKeyId === current?.id);
};

const pendingKeyOf = ({ environment, user }: PersonScene): AccessKey | undefined =>
  user.keys.find(({ accessKeyId }) => {
    const known = environment.ledger.keys.get(accessKeyId);
    return known?.by === 'keyturn' && known.promotedAt === undefined;
  });

const oldKeyOf = (scene: PersonScene): AccessKey | undefined => {
  const current = newKeyOf(scene);
  return scene.user.keys.find((key) => key !== current);
};

const setStatus = (scene: PersonScene, key: AccessKey | undefined, Status: string): void => {
  if (key) call(scene, 'iam', ['UpdateAccessKey', { UserName: scene.user.name, AccessKeyId: key.accessKeyId, Status }]);
};

const remove = (scene: PersonScene, key: AccessKey | undefined): void => {
  if (key) call(scene, 'iam', ['DeleteAccessKey', { UserName: scene.user.name, AccessKeyId: key.accessKeyId }]);
};

const wasOffByKeyturn = (scene: PersonScene): AccessKey | undefined =>
  scene.user.keys.find(({ status }) => status === 'Inactive');

const nameOfSecret = ({ environment, user }: PersonScene): string =>
  secretOf(environment, user.name)?.name ?? secretNameOf(user.name);

const secretCall = (scene: PersonScene, operation: string, input: object = {}): void =>
  call(scene, 'secretsmanager', [operation, { SecretId: nameOfSecret(scene), ...input }]);

const acts: Record<PersonAct, (scene: PersonScene) => void> = {
  // The quota of two keys is not race-safe.
  createKey: ({ environment, user }) =>
    void (user.keys.length < 4 && seed.addKey(environment.world, MEMBER, user.name)),
  deletePendingKey: (scene) => remove(scene, pendingKeyOf(scene)),
  deleteNewKey: (scene) => remove(scene, newKeyOf(scene)),
  deleteOldKey: (scene) => remove(scene, oldKeyOf(scene)),
  deactivateOldKey: (scene) => setStatus(scene, oldKeyOf(scene), 'Inactive'),
  deactivateNewKey: (scene) => setStatus(scene, newKeyOf(scene), 'Inactive'),
  reactivateOldKey: (scene) => setStatus(scene, wasOffByKeyturn(scene), 'Active'),
  useOldKey: ({ environment, user }) => {
    const key = user.keys.find(({ status }) => status === 'Active');
    if (key)
      execute(environment.world, {
        service: 'sts',
        operation: 'GetCallerIdentity',
        input: {},
        region: REGION,
        credentials: key,
      });
  },
  moveCurrent: (scene) => {
    const secret = secretOf(scene.environment, scene.user.name);
    const versions = [...(secret?.versions.keys() ?? [])];
    const to = versions[scene.action.pick % Math.max(1, versions.length)];
    const from = secret?.labels.get('AWSCURRENT');
    secretCall(scene, 'UpdateSecretVersionStage', {
      VersionStage: 'AWSCURRENT',
      RemoveFromVersionId: from,
      MoveToVersionId: to,
    });
    const key = currentKey(scene.environment, secret);
    if (key === undefined) return;
    key.pointedAtByPerson = scene.environment.world.now;
    key.promotedAt ??= scene.environment.world.now;
  },
  attachPolicy: ({ environment, user }) =>
    seed.putUserPolicy(environment.world, MEMBER, user.name, [
      'no-secrets',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"secretsmanager:*","Resource":"*"}]}',
    ]),
  dropPolicy: (scene) => secretCall(scene, 'DeleteResourcePolicy'),
  scheduleDeletion: (scene) => secretCall(scene, 'DeleteSecret', { RecoveryWindowInDays: 7 }),
  deleteSecret: (scene) => secretCall(scene, 'DeleteSecret', { ForceDeleteWithoutRecovery: true }),
  rotateSelf: ({ environment, user, action }) => {
    if (user.keys.length > 1 && action.pick % 2 === 0) return;
    const [old] = user.keys;
    const key = seed.addKey(environment.world, MEMBER, user.name);
    // Half-way, or all of it: made; installed; the old one deleted.
    if (action.pick % 3 === 0) return;
    for (const application of environment.world.applications)
      if (application.userName === user.name) application.credentials = { ...key };
    if (action.pick % 3 === 2) remove({ environment, user, action }, old);
  },
  exempt: ({ user }) => void user.tags.set('exempt', 'yes'),
  unexempt: ({ user }) => void user.tags.delete('exempt'),
  ...tamper,
};
