import { describe, expect, test } from 'vitest';
import { addKey } from '../../seed.ts';
import { smallWorld } from '../../small-world.fixture.ts';

const ann = { UserName: 'ann' };
const withAnn = () => {
  const small = smallWorld();
  small.call('iam', 'CreateUser', ann);
  return small;
};

describe('IAM, where it is strict', () => {
  test('takes tag keys that differ by case for one', () => {
    const { call, outcome } = withAnn();
    const both = ['a', 'A'].map((Key) => ({ Key, Value: '1' }));
    expect(outcome('iam', 'CreateUser', { UserName: 'ben', Tags: both })).toBe('InvalidInput');
    call('iam', 'TagUser', { ...ann, Tags: [{ Key: 'Owner', Value: '1' }] });
    call('iam', 'TagUser', { ...ann, Tags: [{ Key: 'owner', Value: '2' }] });
    expect(call('iam', 'ListUserTags', ann).Tags).toEqual([{ Key: 'owner', Value: '2' }]);
    call('iam', 'UntagUser', { ...ann, TagKeys: ['OWNER'] });
    expect(call('iam', 'ListUserTags', ann).Tags).toEqual([]);
    expect(outcome('iam', 'TagUser', { ...ann, Tags: [{ Key: 'AWS:x', Value: '' }] })).toBe('InvalidInput');
  });

  test('attaches what is an ARN of a policy, and no other text', () => {
    const { outcome } = withAnn();
    const attach = (PolicyArn?: string) => outcome('iam', 'AttachUserPolicy', { ...ann, PolicyArn });
    expect([attach(), attach('short'), attach('no ARN but long enough')]).toEqual([
      'ValidationError',
      'ValidationError',
      'InvalidInput',
    ]);
    expect(attach('arn:aws:iam::200000000002:user/ann-and-on')).toBe('InvalidInput');
    expect(attach('arn:aws:iam::200000000002:policy/none')).toBe('NoSuchEntity');
  });

  test('gives a key no status that only IAM gives', () => {
    const { world, member, outcome } = withAnn();
    const { accessKeyId: AccessKeyId } = addKey(world, member.id, 'ann', { createdAt: world.now });
    const update = (Status: string) => outcome('iam', 'UpdateAccessKey', { ...ann, AccessKeyId, Status });
    expect([update('Inactive'), update('Expired'), update('Gone')]).toEqual(['ok', 'InvalidInput', 'ValidationError']);
  });

  test('holds names against the model in every call', () => {
    const { outcome } = smallWorld();
    for (const operation of ['GetUser', 'DeleteUser', 'ListAccessKeys', 'CreateAccessKey', 'ListUserTags'])
      expect(outcome('iam', operation, { UserName: 'bad name' }), operation).toBe('ValidationError');
    expect(outcome('iam', 'UpdateUser', { UserName: 'ann', NewUserName: 'x'.repeat(65) })).toBe('ValidationError');
  });
});

describe('GetAccessKeyInfo', () => {
  test('tells whose a key is, in whatever state, of whatever account', () => {
    const { world, member, call, outcome } = withAnn();
    const { accessKeyId: AccessKeyId } = addKey(world, member.id, 'ann', { createdAt: world.now });
    expect(call('sts', 'GetAccessKeyInfo', { AccessKeyId })).toEqual({ Account: member.id });
    call('iam', 'UpdateAccessKey', { ...ann, AccessKeyId, Status: 'Inactive' });
    expect(call('sts', 'GetAccessKeyInfo', { AccessKeyId })).toEqual({ Account: member.id });
    call('iam', 'DeleteAccessKey', { ...ann, AccessKeyId });
    expect(outcome('sts', 'GetAccessKeyInfo', { AccessKeyId })).toBe('ValidationError');
  });
});
