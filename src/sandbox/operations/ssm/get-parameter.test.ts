import { expect, test } from 'vitest';
import { putParameter } from '../../seed.ts';
import { smallWorld } from '../../small-world.fixture.ts';

test('Parameter Store tells a parameter by its name, and the value of a SecureString to who asks to decrypt it', () => {
  const { world, member, call, outcome } = smallWorld();
  putParameter(world, member.id, { name: '/mail/password', value: 'opensesame' });
  putParameter(world, member.id, { name: 'user', type: 'String', value: 'ann' });
  const parameter = (input: object) => call('ssm', 'GetParameter', input).Parameter;
  expect(parameter({ Name: '/mail/password', WithDecryption: true })).toMatchObject({
    Type: 'SecureString',
    Value: 'opensesame',
    ARN: `arn:aws:ssm:us-east-1:${member.id}:parameter/mail/password`,
  });
  expect(parameter({ Name: '/mail/password' }).Value).not.toContain('opensesame');
  expect(parameter({ Name: 'user' })).toMatchObject({
    Value: 'ann',
    ARN: `arn:aws:ssm:us-east-1:${member.id}:parameter/user`,
  });
  expect(outcome('ssm', 'GetParameter', { Name: '/mail/other' })).toBe('ParameterNotFound');
  expect(outcome('ssm', 'GetParameter', {})).toBe('ValidationException');
});
