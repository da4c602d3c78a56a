import { expect, it } from 'vitest';
import { expressionOf } from './policy-document.ts';

it('writes what Terraform would take for a template of its own as a text', () => {
  expect(expressionOf('a "b" \\ ${c} %{d}')).toBe('"a \\"b\\" \\\\ $${c} %%{d}"');
  expect(expressionOf({ 'Fn::Sub': 'user/${!aws:username} of ${AWS::AccountId} %{x}' })).toBe(
    '"user/$${aws:username} of ${local.account_id} %%{x}"',
  );
});

it('refuses a function that it cannot write, instead of writing something else', () => {
  expect(() => expressionOf({ 'Fn::GetAtt': ['Role', 'Arn'] })).toThrow('Fn::GetAtt has no counterpart');
  expect(() => expressionOf({ a: [{ 'Fn::ImportValue': 'x' }] })).toThrow('Fn::ImportValue has no counterpart');
});

it('leaves out what may be nothing, and keeps all else', () => {
  const perhaps = { 'Fn::If': ['HasKmsKey', { Ref: 'KmsKeyArn' }, { Ref: 'AWS::NoValue' }] };
  const written = 'jsondecode(local.has_kms_key ? jsonencode(var.kms_key_arn) : jsonencode(null))';
  expect(expressionOf([perhaps, 'b'])).toBe(`[for item in [\n  ${written},\n  "b",\n] : item if item != null]`);
  expect(expressionOf({ Key: perhaps })).toBe(
    `{ for name, value in {\n  Key = ${written}\n} : name => value if value != null }`,
  );
  expect(expressionOf(['a'])).toBe('[\n  "a",\n]');
});
