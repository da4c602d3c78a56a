import { secretPolicy } from '../../../src/app/secret/policy.ts';
import { plus } from '../../../src/core/time.ts';
import type { SandboxUser } from '../../../src/sandbox/model/iam.ts';
import * as seed from '../../../src/sandbox/seed.ts';
import { dropUser, renameUser } from '../../../src/sandbox/users.ts';
import { MEMBER } from '../environment/accounts.ts';
import { secretOf } from '../invariants/violate.ts';
import type { PersonAct } from '../schedule/schedule.ts';
import type { PersonScene } from './scene.ts';

type Tampering = Extract<
  PersonAct,
  | 'wipeTags'
  | 'swapTags'
  | 'staleTags'
  | 'holdSecret'
  | 'otherDeployment'
  | 'newerSchema'
  | 'changePolicy'
  | 'earlierPolicy'
  | 'holdUser'
  | 'rotateByManager'
  | 'recreateUser'
  | 'deleteUser'
  | 'renameUser'
  | 'dropClaimLabel'
>;

const tagsOf = ({ environment, user }: PersonScene): Map<string, string> | undefined =>
  secretOf(environment, user.name)?.tags;

const keyTags = (scene: PersonScene): [string, string][] =>
  [...(tagsOf(scene) ?? [])].filter(([name]) => /^keyturn:A/.test(name) || name === 'keyturn:given-up');

const forgetNotes = ({ environment, user }: PersonScene): void => {
  for (const key of environment.ledger.keys.values())
    if (key.userId === user.userId) key.notesLostAt = environment.world.now;
};

/** Whatever a user's secret, or the user itself, can suffer at the hands of people with every right. */
export const tamper: Record<Tampering, (scene: PersonScene) => void> = {
  wipeTags: (scene) => {
    forgetNotes(scene);
    for (const [name] of keyTags(scene)) tagsOf(scene)?.delete(name);
  },
  swapTags: (scene) => {
    forgetNotes(scene);
    const tags = keyTags(scene);
    for (const [index, [name]] of tags.entries()) tagsOf(scene)?.set(name, tags[(index + 1) % tags.length]?.[1] ?? '');
  },
  staleTags: (scene) => {
    forgetNotes(scene);
    const remembered = scene.environment.remembered.get(scene.user.userId);
    if (remembered) for (const [name, value] of remembered) tagsOf(scene)?.set(name, value);
    scene.environment.remembered.set(scene.user.userId, new Map(keyTags(scene)));
  },
  holdSecret: (scene) => void tagsOf(scene)?.set('keyturn:hold', 'yes'),
  otherDeployment: (scene) => void tagsOf(scene)?.set('keyturn:deployment', 'another'),
  newerSchema: (scene) => void tagsOf(scene)?.set('keyturn:schema', '2'),
  changePolicy: ({ environment, user }) => {
    const secret = secretOf(environment, user.name);
    const document =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}';
    if (secret) secret.resourcePolicy = { document, since: environment.world.now };
  },
  // As a version of keyturn put it that named no writers.
  earlierPolicy: ({ environment, user }) => {
    const secret = secretOf(environment, user.name);
    if (secret?.resourcePolicy === undefined || secret.tags.get('keyturn:user-id') !== user.userId) return;
    const { arn, userId: id } = user;
    secret.resourcePolicy = { document: secretPolicy({ arn, id }, undefined), since: environment.world.now };
    secret.tags.delete('keyturn:writers');
  },
  holdUser: ({ user }) => void user.tags.set('keyturn:hold', 'yes'),
  rotateByManager: ({ environment, user }) => {
    const secret = secretOf(environment, user.name);
    if (secret) secret.rotation = { enabled: true };
  },
  recreateUser: ({ environment, user }) => {
    removeUser(environment.world, user);
    seed.addUser(environment.world, MEMBER, { name: user.name });
    const createdAt = plus(environment.world.now, -environment.settings.policy.rotateAfterDays * 86_400_000);
    seed.addKey(environment.world, MEMBER, user.name, { createdAt, lastUsedAt: environment.world.now });
  },
  deleteUser: ({ environment, user }) => removeUser(environment.world, user),
  renameUser: ({ environment, user, action }) => {
    const account = environment.world.accounts.get(MEMBER);
    const name = `${user.name}2`;
    if (account === undefined || account.users.has(name)) return;
    renameUser(environment.world, account, { user, name, path: user.path });
    environment.names[action.user] = name;
  },
  dropClaimLabel: ({ environment, user }) => {
    const secret = secretOf(environment, user.name);
    const holder = secret?.versions.get(secret.labels.get('KEYTURN_CLAIM') ?? '');
    secret?.labels.delete('KEYTURN_CLAIM');
    if (holder) holder.stages = holder.stages.filter((environment) => environment !== 'KEYTURN_CLAIM');
  },
};

const removeUser = (world: PersonScene['environment']['world'], user: SandboxUser): void => {
  const account = world.accounts.get(MEMBER);
  for (const { accessKeyId } of user.keys) world.accessKeys.delete(accessKeyId);
  if (account) dropUser(account, user.name);
};
