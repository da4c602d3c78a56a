import { describe, expect, it } from 'vitest';
import { instant } from '../../core/time.ts';
import { writerNoted, writerTag } from './writer-tag.ts';
import { isWriter, writersDigest, writersOf } from './writers.ts';

const inAccount = (...others: string[]) =>
  writersOf({ partition: 'aws-cn', account: '222222222222', role: 'keyturn', others });

describe('the writers of a secret', () => {
  it('are the member role, whom a setting names, the root user and the role for emergencies', () => {
    expect(inAccount('role/ops/*', 'arn:aws-cn:iam::111122223333:role/central')).toEqual([
      'arn:aws-cn:iam::222222222222:role/keyturn',
      'arn:aws-cn:iam::222222222222:role/ops/*',
      'arn:aws-cn:iam::111122223333:role/central',
      'arn:aws-cn:iam::222222222222:root',
      'arn:aws-cn:iam::222222222222:role/keyturn-break-glass',
    ]);
  });

  it('are named once each', () => {
    expect(inAccount('role/keyturn', 'role/keyturn-break-glass').toSorted()).toEqual(inAccount().toSorted());
  });

  it.each([
    ['a session of a role that is named with its path', 'arn:aws-cn:sts::222222222222:assumed-role/deployer/me', true],
    ['a session of the member role', 'arn:aws-cn:sts::222222222222:assumed-role/keyturn/run', true],
    ['a session of another role', 'arn:aws-cn:sts::222222222222:assumed-role/deployers/me', false],
    ['a session of such a role elsewhere', 'arn:aws-cn:sts::333333333333:assumed-role/deployer/me', false],
    ['a user who is named', 'arn:aws-cn:iam::222222222222:user/ops/robot-7', true],
    ['a user who is not', 'arn:aws-cn:iam::222222222222:user/robot-7', false],
    ['the root user', 'arn:aws-cn:iam::222222222222:root', true],
  ])('%s: %s', (_, arn, expected) => {
    expect(isWriter(arn, inAccount('role/ops/deployer', 'user/ops/robot-?'))).toBe(expected);
  });

  it.each([
    ['role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Keyturn_*', true],
    ['role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Keyturn_*', true],
    ['role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Keyturn_0123456789abcdef', true],
    ['role/*AWSReservedSSO_Keyturn_*', true],
    ['role/*', true],
    ['role/AWSReservedSSO_Keyturn_*', false],
    ['role/aws-reserved/AWSReservedSSO_Keyturn_*', false],
    ['role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*', false],
  ])('a role of IAM Identity Center, which lies under a known path: %s %s', (pattern, expected) => {
    const arn = 'arn:aws-cn:sts::222222222222:assumed-role/AWSReservedSSO_Keyturn_0123456789abcdef/ann';
    expect(isWriter(arn, inAccount(pattern))).toBe(expected);
  });
});

describe('what is noted of writers', () => {
  const writers = inAccount();
  const at = instant(Date.UTC(2026, 10, 30, 6));

  it('is when their policy was put, or that keyturn can write under it', () => {
    expect(writerNoted(writers, writerTag(writers, at))).toBe(at);
    expect(writerNoted(writers, writerTag(writers, 'shown'))).toBe('shown');
    expect(writerTag(undefined, at)).toEqual({});
  });

  it('says nothing of other writers, and nothing where it does not read', () => {
    expect(writerNoted(inAccount('role/more'), writerTag(writers, 'shown'))).toBe('unnoted');
    expect(writerNoted(writers, {})).toBe('unnoted');
    expect(writerNoted(writers, { 'keyturn:writers': `${writersDigest(writers)} soon` })).toBe('unnoted');
  });

  it('does not hang on the order of their names', () => {
    expect(writersDigest(writers.toReversed())).toBe(writersDigest(writers));
  });
});
