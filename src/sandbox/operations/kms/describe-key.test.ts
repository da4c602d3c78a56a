import { expect, test } from 'vitest';
import { addKmsKey } from '../../seed.ts';
import { smallWorld } from '../../small-world.fixture.ts';

test('KMS tells whether a key is enabled', () => {
  const { world, member, call, outcome } = smallWorld();
  const key = addKmsKey(world, member.id, { enabled: false });
  expect(call('kms', 'DescribeKey', { KeyId: key.arn }).KeyMetadata).toMatchObject({
    Enabled: false,
    KeyState: 'Disabled',
  });
  expect(call('kms', 'DescribeKey', { KeyId: 'alias/aws/secretsmanager' }).KeyMetadata.Enabled).toBe(true);
  expect(outcome('kms', 'DescribeKey', { KeyId: 'none' })).toBe('NotFoundException');
});
