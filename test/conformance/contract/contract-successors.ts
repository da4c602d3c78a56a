import { expect, it } from 'vitest';
import { clientsOf, forAll } from './clients.ts';
import { holderOf, readCurrent, secretNameOf, secretPolicyOf, userIdOf } from './evidence.ts';
import { ROTATED } from './population.ts';
import type { SeededUser } from './seed.ts';
import type { Sequence } from './sequence.ts';

const isRotated = ({ kind, isExempt }: SeededUser): boolean => (kind === 'due' || kind === 'unused') && !isExempt;

/** Who got what, by AWS's own answers. */
export const describeSuccessors = (played: () => Sequence): void => {
  const rotated = () => played().seededUsers.filter(isRotated);

  it('gives every user with one due key a successor, and leaves the old key as it was', () => {
    const { keysBefore, keysAfter } = played();
    const wrong = rotated().filter(({ name, keys: [old] }) => {
      const after = keysAfter.get(name) ?? [];
      return after.length !== 2 || !after.includes(`${old?.accessKeyId} Active`) || !keysBefore.has(name);
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(rotated()).toHaveLength(ROTATED);
  });

  it('keeps the successor in AWSCURRENT, where its user reads it with the old key; both keys work', async () => {
    const { backend, keysAfter } = played();
    const problems = await forAll(rotated(), async (seededUser) => {
      const { name, accountId, path } = seededUser;
      const [old = { accessKeyId: '', secretAccessKey: '' }] = seededUser.keys;
      const read = await readCurrent(clientsOf(backend, old), secretNameOf(seededUser));
      if ('error' in read) return [`${name} cannot read its secret: ${read.error}`];
      const { UserName, AccessKeyId = '', SecretAccessKey = '' } = read.stored;
      const successor = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
      const arn = `arn:aws:iam::${accountId}:user${path}${name}`;
      const holders = [await holderOf(backend, successor), await holderOf(backend, old)];
      const isNew = AccessKeyId !== old.accessKeyId && keysAfter.get(name)?.includes(`${AccessKeyId} Active`);
      const isRight = UserName === name && isNew && holders.every((holder) => holder === arn);
      return isRight ? [] : [`${name}: ${AccessKeyId} ${holders}`];
    });
    expect(problems.flat()).toEqual([]);
  });

  it('lets that user read the secret, and denies everybody else', async () => {
    const { backend } = played();
    const problems = await forAll(rotated(), async (seededUser) => {
      const admin = clientsOf(backend, await backend.adminOf(seededUser.accountId));
      const statements = await secretPolicyOf(admin, secretNameOf(seededUser));
      const [allow, deny, shut, ...others] = statements;
      const arn = `arn:aws:iam::${seededUser.accountId}:user${seededUser.path}${seededUser.name}`;
      expect(allow).toMatchObject({ Effect: 'Allow', Principal: { AWS: arn } });
      expect(deny).toMatchObject({ Effect: 'Deny', Principal: '*' });
      expect([deny?.Action].flat()).toEqual(['secretsmanager:GetSecretValue']);
      expect(deny?.Condition).toEqual({ StringNotEquals: { 'aws:userid': await userIdOf(admin, seededUser.name) } });
      expect(shut).toMatchObject({ Effect: 'Deny', Principal: '*', Condition: { ArnNotLike: expect.anything() } });
      expect(shut?.Action).toContain('secretsmanager:PutResourcePolicy');
      return others.map(() => `${seededUser.name}: more than three statements`);
    });
    expect(problems.flat()).toEqual([]);
  });

  it('is really denied to an administrator and to another user, where the server enforces policies', async () => {
    const { backend, seededUsers } = played();
    if (!backend.enforcesPolicies) return;
    const userNameOf = (accountId: string) =>
      seededUsers.find(({ kind, ...other }) => kind === 'fresh' && other.accountId === accountId)?.keys[0];
    const answers = await forAll(rotated().slice(0, 10), async (seededUser) => {
      const admin = await backend.adminOf(seededUser.accountId);
      const callers = [admin, userNameOf(seededUser.accountId) ?? admin];
      return forAll(callers, (caller) => readCurrent(clientsOf(backend, caller), secretNameOf(seededUser)));
    });
    expect(new Set(answers.flat().map((answer) => ('error' in answer ? answer.error : 'read')))).toEqual(
      new Set(['AccessDeniedException']),
    );
  });

  it('touches nobody else: not the exempt, not those with fresh keys, two keys or none', () => {
    const { seededUsers, keysBefore, keysAfter, secretsBefore, secretsAfter } = played();
    const others = seededUsers.filter((seededUser) => !isRotated(seededUser));
    expect(others.filter(({ name }) => `${keysAfter.get(name)}` !== `${keysBefore.get(name)}`)).toEqual([]);
    expect(secretsBefore).toEqual([]);
    expect(secretsAfter).toEqual(rotated().map(secretNameOf).sort());
  });
};
