import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../app/faults/aws-fault.ts';
import { readAccessKey } from './access-key.ts';
import { readNewKey } from './new-key.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const key = {
  UserName: 'ann',
  AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  Status: 'Active' as const,
  SecretAccessKey: SECRET,
  CreateDate: new Date(Date.UTC(2027, 0, 1)),
};
const faultOf = (work: () => unknown): AwsFault => {
  try {
    work();
  } catch (error) {
    if (error instanceof AwsFault) return error;
  }
  throw new Error('no fault');
};

describe('the answer to CreateAccessKey', () => {
  test('is the key of the user it was asked for', () => {
    const created = readNewKey({ AccessKey: key }, 'ann');
    expect(created).toMatchObject({ id: 'AKIAIOSFODNN7EXAMPLE', createdAt: Date.UTC(2027, 0, 1) });
    expect(created.secret.reveal()).toBe(SECRET);
    expect(JSON.stringify(created)).not.toContain(SECRET);
  });

  test.each([
    ['without a key', {}],
    ['about another user', { UserName: 'bob' }],
    ['without an id', { AccessKeyId: '' }],
    ['with an id that is none', { AccessKeyId: '<html>' }],
    ['with half a secret', { SecretAccessKey: SECRET.slice(0, 20) }],
    ['with a secret that is a page', { SecretAccessKey: `<html>${SECRET}` }],
    ['with an inactive key', { Status: 'Inactive' as const }],
    ['without a date', { CreateDate: undefined }],
  ])('%s is doubtful and quotes no secret', (_, broken) => {
    const answer = Object.keys(broken).length === 0 ? {} : { AccessKey: { ...key, ...broken } as typeof key };
    const fault = faultOf(() => readNewKey(answer as never, 'ann'));
    expect(fault.kind).toBe('doubtful');
    expect(fault.message).not.toContain(SECRET.slice(0, 20));
  });
});

describe('a key that ListAccessKeys tells', () => {
  test('in a status that nobody knows stops the user', () => {
    expect(faultOf(() => readAccessKey({ ...key, Status: 'Expired' as never }, 'ann')).message).toContain('Expired');
  });

  test('of another user stops the user', () => {
    expect(faultOf(() => readAccessKey(key, 'bob')).kind).toBe('doubtful');
  });
});
