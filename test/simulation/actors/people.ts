import { AwsError } from '../../../src/sandbox/call.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import type { AccessKey } from '../../../src/sandbox/model/iam.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import type { ServiceName } from '../../../src/sandbox/service-name.ts';
import { MEMBER, REGION } from '../environment/accounts.ts';
import { type Stage, secretNameOf } from '../environment/environment.ts';
import { sync } from '../invariants/ledger.ts';
import { currentKey, secretOf } from '../invariants/violate.ts';
import type { PersonAct } from '../schedule/schedule.ts';
import type { Deed, Scene } from './scene.ts';
import { tamper } from './tampering.ts';

/** A person, or another tool, does something; what it may not do, or finds nothing to do to, is left undone. */
export const interfere = (stage: Stage, deed: Deed): void => {
  const { ledger, world, names } = stage;
  const name = names[deed.user] ?? '';
  const user = world.accounts.get(MEMBER)?.users.get(name);
  if (user === undefined) return;
  stage.counters.people += 1;
  stage.diary?.push(`somebody: ${deed.act} of ${name}`);
  try {
    acts[deed.act]({ stage, user, deed });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    stage.diary?.push(`somebody: ${deed.act} is refused: ${error.message}`);
  }
  ledger.touched.set(user.userId, world.now);
  const after = world.accounts.get(MEMBER)?.users.get(names[deed.user] ?? '');
  if (after) ledger.touched.set(after.userId, world.now);
  sync(ledger, world, { by: 'person' });
};

export const call = (
  { stage }: Pick<Scene, 'stage'>,
  service: ServiceName,
  [operation, input]: [string, object],
): void => void execute(stage.world, { service, operation, input, region: REGION, credentials: stage.admin });

const newKeyOf = ({ stage, user }: Scene): AccessKey | undefined => {
  const current = currentKey(stage, secretOf(stage, user.name));
  return user.keys.find(({ accessKeyId }) => accessKeyId === current?.id);
};

const pendingKeyOf = ({ stage, user }: Scene): AccessKey | undefined =>
  user.keys.find(({ accessKeyId }) => {
    const known = stage.ledger.keys.get(accessKeyId);
    return known?.by === 'keyturn' && known.promotedAt === undefined;
  });

const oldKeyOf = (scene: Scene): AccessKey | undefined => {
  const current = newKeyOf(scene);
  return scene.user.keys.find((key) => key !== current);
};

const setStatus = (scene: Scene, key: AccessKey | undefined, Status: string): void => {
  if (key) call(scene, 'iam', ['UpdateAccessKey', { UserName: scene.user.name, AccessKeyId: key.accessKeyId, Status }]);
};

const remove = (scene: Scene, key: AccessKey | undefined): void => {
  if (key) call(scene, 'iam', ['DeleteAccessKey', { UserName: scene.user.name, AccessKeyId: key.accessKeyId }]);
};

const wasOffByKeyturn = (scene: Scene): AccessKey | undefined =>
  scene.user.keys.find(({ status }) => status === 'Inactive');

const secretCall = (scene: Scene, operation: string, input: object = {}): void =>
  call(scene, 'secretsmanager', [operation, { SecretId: secretNameOf(scene.user.name), ...input }]);

const acts: Record<PersonAct, (scene: Scene) => void> = {
  // The quota of two keys is not race-safe.
  createKey: ({ stage, user }) => void (user.keys.length < 4 && seed.addKey(stage.world, MEMBER, user.name)),
  deletePendingKey: (scene) => remove(scene, pendingKeyOf(scene)),
  deleteNewKey: (scene) => remove(scene, newKeyOf(scene)),
  deleteOldKey: (scene) => remove(scene, oldKeyOf(scene)),
  deactivateOldKey: (scene) => setStatus(scene, oldKeyOf(scene), 'Inactive'),
  deactivateNewKey: (scene) => setStatus(scene, newKeyOf(scene), 'Inactive'),
  reactivateOldKey: (scene) => setStatus(scene, wasOffByKeyturn(scene), 'Active'),
  useOldKey: ({ stage, user }) => {
    const key = user.keys.find(({ status }) => status === 'Active');
    if (key)
      execute(stage.world, {
        service: 'sts',
        operation: 'GetCallerIdentity',
        input: {},
        region: REGION,
        credentials: key,
      });
  },
  moveCurrent: (scene) => {
    const secret = secretOf(scene.stage, scene.user.name);
    const versions = [...(secret?.versions.keys() ?? [])];
    const to = versions[scene.deed.pick % Math.max(1, versions.length)];
    const from = secret?.labels.get('AWSCURRENT');
    secretCall(scene, 'UpdateSecretVersionStage', {
      VersionStage: 'AWSCURRENT',
      RemoveFromVersionId: from,
      MoveToVersionId: to,
    });
    const key = currentKey(scene.stage, secret);
    if (key === undefined) return;
    key.pointedAtByPerson = scene.stage.world.now;
    key.promotedAt ??= scene.stage.world.now;
  },
  attachPolicy: ({ stage, user }) =>
    seed.putUserPolicy(stage.world, MEMBER, user.name, [
      'no-secrets',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"secretsmanager:*","Resource":"*"}]}',
    ]),
  dropPolicy: (scene) => secretCall(scene, 'DeleteResourcePolicy'),
  scheduleDeletion: (scene) => secretCall(scene, 'DeleteSecret', { RecoveryWindowInDays: 7 }),
  deleteSecret: (scene) => secretCall(scene, 'DeleteSecret', { ForceDeleteWithoutRecovery: true }),
  exempt: ({ user }) => void user.tags.set('exempt', 'yes'),
  unexempt: ({ user }) => void user.tags.delete('exempt'),
  ...tamper,
};
