import { describe, expect, it } from 'vitest';
import { refuseLargeEnvironment } from './environment-size.ts';
import { readTemplate } from './stacks/template.ts';

const template = readTemplate(`
Parameters:
  Exemptions: { Default: '' }
  ExemptAccounts: { Default: '' }
Resources:
  RunBucket: { Type: AWS::S3::Bucket }
  Rotation:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          RUN_BUCKET: !Ref RunBucket
          ExemptAccounts: !Ref ExemptAccounts
          Exemptions: !Ref Exemptions
`);

/** What the names, quotes and the bucket take. */
const FRAME = JSON.stringify({ RUN_BUCKET: 'x'.repeat(100), ExemptAccounts: '', Exemptions: '' }).length;

const refusal = (parameters: Readonly<Record<string, string>>) => () => refuseLargeEnvironment(template, parameters);

describe('the environment of a function', () => {
  it('has room for 4096 bytes', () => {
    expect(refusal({ Exemptions: '', ExemptAccounts: 'a'.repeat(4_096 - FRAME) })).not.toThrow();
    expect(refusal({ Exemptions: '', ExemptAccounts: 'a'.repeat(4_097 - FRAME) })).toThrow(
      'the settings take 4097 bytes, and a function of Lambda has room for 4096. The largest:\n  ExemptAccounts: ',
    );
  });

  it('counts bytes, and what JSON puts before quotes', () => {
    expect(refusal({ ExemptAccounts: '', Exemptions: 'é'.repeat(2_000) })).toThrow(`take ${FRAME + 4_000} bytes`);
    expect(refusal({ ExemptAccounts: '', Exemptions: '"'.repeat(2_000) })).toThrow(`take ${FRAME + 4_000} bytes`);
  });

  it('says what to do', () => {
    expect(refusal({ ExemptAccounts: '1'.repeat(4_000), Exemptions: '' })).toThrow(
      expect.objectContaining({ name: 'settings-refused', remedy: expect.stringContaining('shorten the reasons') }),
    );
  });
});
