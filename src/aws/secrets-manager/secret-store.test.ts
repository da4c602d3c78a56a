import { beforeEach, describe, expect, test } from 'vitest';
import type { SecretStore } from '../../app/ports/secrets-manager.ts';
import { addKmsKey, all, type InSandbox, inSandbox, MEMBER } from '../in-sandbox.fixture.ts';

const NAME = `Account_${MEMBER}_User_ann_AccessKey`;
const version = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const GENESIS = version(0);

let sandbox: InSandbox;
let secretStore: SecretStore;
let arn: string;
const signed = () => ({ signedAt: sandbox.clock.now() });
const container = (name: string) => ({
  name,
  description: 'The access key of ann',
  versionId: GENESIS,
  placeholder: '{}',
  tags: { 'keyturn:user-id': 'AIDA1' },
  kmsKey: undefined,
});
const put = (n: number, label: string, text = `value ${n}`) =>
  secretStore.putVersion({ arn, versionId: version(n), value: () => text, labels: [label] }, signed());

beforeEach(async () => {
  sandbox = inSandbox();
  ({ secretStore } = await sandbox.connected().sessions.open(sandbox.member, { readOnly: false }));
  ({ arn } = await secretStore.create(container(NAME), signed()));
});

describe('a container', () => {
  test('is described; one that does not exist is absent', async () => {
    expect(await secretStore.describe(NAME)).toEqual({
      arn,
      name: NAME,
      primaryRegion: undefined,
      createdAt: sandbox.clock.now(),
      deletionAt: undefined,
      isRotationEnabled: false,
      tags: { 'keyturn:user-id': 'AIDA1' },
      labels: { [version(0)]: ['AWSCURRENT'] },
      replicas: [],
    });
    expect(await secretStore.describe('another')).toBeUndefined();
  });

  test('is made once; the same request again finds it, another finds the name taken', async () => {
    expect(await secretStore.create(container(NAME), signed())).toEqual({ arn });
    const other = { ...container(NAME), versionId: version(9), placeholder: 'other' };
    await expect(secretStore.create(other, signed())).rejects.toMatchObject({ kind: 'exists' });
  });

  test('under a KMS key that is disabled is refused for certain', async () => {
    const kmsKey = addKmsKey(sandbox.world, MEMBER, { enabled: false }).arn;
    const refused = secretStore.create({ ...container('Account_x_User_y_AccessKey'), kmsKey }, signed());
    await expect(refused).rejects.not.toMatchObject({ kind: 'doubtful' });
  });

  test('scheduled for deletion is still described and listed, and can be restored', async () => {
    await secretStore.scheduleDeletion(arn, 30, signed());
    expect((await secretStore.describe(NAME))?.deletionAt).toBeDefined();
    expect((await all(secretStore.list(`Account_${MEMBER}_`)))[0]?.deletionAt).toBeDefined();
    await secretStore.restore(arn, signed());
    expect((await secretStore.describe(NAME))?.deletionAt).toBeUndefined();
  });

  test('is listed among all of ours, and nobody else', async () => {
    for (let i = 0; i < 101; i++)
      await secretStore.create(container(`Account_${MEMBER}_User_u${i}_AccessKey`), signed());
    await secretStore.create({ ...container(`Account_${MEMBER}_User_foreign_AccessKey`), tags: {} }, signed());
    await secretStore.create(container('Account_9_User_ann_AccessKey'), signed());
    expect(await all(secretStore.list(`Account_${MEMBER}_User_`))).toHaveLength(102);
  });

  test('is found by the id of its user, whatever its name, and by the whole id', async () => {
    const other = { ...container(`Account_${MEMBER}_User_bob_AccessKey`), tags: { 'keyturn:user-id': 'AIDA12' } };
    await secretStore.create(other, signed());
    const noted = {
      ...container(`Account_${MEMBER}_User_eve_AccessKey`),
      tags: { 'keyturn:user-id': 'A', id: 'AIDA1' },
    };
    await secretStore.create(noted, signed());
    expect((await secretStore.ofUser('AIDA1')).map(({ name }) => name)).toEqual([NAME]);
  });

  test('is tagged and untagged', async () => {
    await secretStore.tag(arn, { 'keyturn:AKIA1': 'AKIA1 told', note: '' }, signed());
    await secretStore.untag(arn, ['note'], signed());
    expect((await secretStore.describe(NAME))?.tags).toEqual({
      'keyturn:user-id': 'AIDA1',
      'keyturn:AKIA1': 'AKIA1 told',
    });
  });
});

describe('a version', () => {
  test('is written once: the same bytes again are no news, other bytes find it taken', async () => {
    expect(await put(1, 'KEYTURN_CLAIM')).toBe('written');
    expect(await put(1, 'KEYTURN_CLAIM')).toBe('written');
    expect(await put(1, 'KEYTURN_CLAIM', 'other')).toBe('exists');
  });

  test('without a label that was asked for is in doubt', async () => {
    await put(1, 'KEYTURN_PENDING_A');
    await secretStore.moveLabel({ arn, label: 'KEYTURN_PENDING_A', from: version(1), to: undefined }, signed());
    // To the same bytes AWS answers with the labels that the version has now.
    await expect(put(1, 'KEYTURN_PENDING_A')).rejects.toMatchObject({ kind: 'doubtful' });
  });

  test('of which AWS says that it is another is in doubt', async () => {
    const { connected, member, clock } = inSandbox({
      after: ({ operation }, outcome) => {
        if (operation === 'PutSecretValue' && 'output' in outcome)
          Object.assign(outcome.output as object, { VersionId: version(9) });
      },
    });
    const store = (await connected().sessions.open(member, { readOnly: false })).secretStore;
    const now = { signedAt: clock.now() };
    const made = await store.create(container(NAME), now);
    const written = store.putVersion(
      { arn: made.arn, versionId: version(1), value: () => 'x', labels: ['KEYTURN_CLAIM'] },
      now,
    );
    await expect(written).rejects.toMatchObject({ kind: 'doubtful' });
  });

  test('never takes AWSCURRENT by being written', async () => {
    await put(1, 'KEYTURN_CLAIM');
    expect(await labelsOf(GENESIS)).toEqual(['AWSCURRENT']);
    await expect(put(2, 'AWSCURRENT')).rejects.toThrow('must not become AWSCURRENT');
    const unlabelled = { arn, versionId: version(2), value: () => 'x', labels: [] as unknown as [string] };
    await expect(secretStore.putVersion(unlabelled, signed())).rejects.toThrow('must not become AWSCURRENT');
  });

  test('without a label is listed too, among more than a page of others', async () => {
    for (let i = 1; i <= 101; i++) await put(i, 'KEYTURN_CLAIM');
    const versions = await secretStore.versions(arn);
    expect(versions.length).toBeGreaterThan(100);
    expect(versions.filter(({ labels }) => labels.includes('KEYTURN_CLAIM')).map(({ id }) => id)).toEqual([
      version(101),
    ]);
    expect(versions.every(({ createdAt }) => createdAt === sandbox.clock.now())).toBe(true);
  });
});

describe('a label', () => {
  test('moves only from where it is said to be', async () => {
    await put(1, 'KEYTURN_PENDING_A');
    await put(2, 'KEYTURN_PENDING_B');
    const stale = { arn, label: 'AWSCURRENT', from: version(1), to: version(2) };
    await expect(secretStore.moveLabel(stale, signed())).rejects.toMatchObject({ kind: 'invalid' });
    await secretStore.moveLabel({ arn, label: 'AWSCURRENT', from: GENESIS, to: version(1) }, signed());
    expect(await labelsOf(version(1))).toEqual(expect.arrayContaining(['AWSCURRENT', 'KEYTURN_PENDING_A']));
  });

  test('is put where there was none, and taken off', async () => {
    await put(1, 'KEYTURN_CLAIM');
    await secretStore.moveLabel({ arn, label: 'KEYTURN_IDLE', from: undefined, to: version(1) }, signed());
    await secretStore.moveLabel({ arn, label: 'KEYTURN_CLAIM', from: version(1), to: undefined }, signed());
    expect(await labelsOf(version(1))).toEqual(['KEYTURN_IDLE']);
  });
});

test('the resource policy is put and read back', async () => {
  expect(await secretStore.policy(arn)).toBeUndefined();
  const Principal = { AWS: `arn:aws:iam::${MEMBER}:root` };
  const Statement = [{ Effect: 'Allow', Principal, Action: 'secretsmanager:DescribeSecret', Resource: '*' }];
  const policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await secretStore.putPolicy(arn, policy, signed());
  expect(JSON.parse((await secretStore.policy(arn)) ?? '')).toEqual(JSON.parse(policy));
});

const labelsOf = async (id: string): Promise<readonly string[] | undefined> =>
  (await secretStore.versions(arn)).find((found) => found.id === id)?.labels;
