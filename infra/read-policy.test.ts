import { expect, it } from 'vitest';
import { isReadPolicy, readsFrom } from '../src/app/secret/read-policy.ts';
import type { AccountId } from '../src/core/keys.ts';
import { resolved } from './resolved.fixture.ts';
import { given, templateNamed } from './written.fixture.ts';

const account = '222222222222' as AccountId;
const primary = '111111111111' as AccountId;

it.each([
  ['members', ''],
  ['members', 'arn:aws:kms:eu-central-1:111111111111:key/12345678-1234-1234-1234-123456789012'],
  ['managementAccount', ''],
] as const)('the read policy of %s is what keyturn attaches, with the KMS key "%s"', (file, KmsKeyArn) => {
  for (const partition of ['aws', 'aws-us-gov']) {
    const made = resolved(templateNamed(file), { account, partition, parameters: { ...given, KmsKeyArn } });
    const document = JSON.stringify(made.ReadOwnAccessKeyPolicy?.Properties.PolicyDocument);
    expect(isReadPolicy(document, { account, homes: [account, primary] })).toBe(true);
    expect(document.includes('DecryptOwnAccessKey"')).toBe(KmsKeyArn !== '');
    expect(readsFrom(document, { account, home: primary })).toBe(true);
  }
});
