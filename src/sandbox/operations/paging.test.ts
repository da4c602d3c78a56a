import { describe, expect, test } from 'vitest';
import { addUser, operatorCredentials as operator } from '../seed.ts';
import type { SandboxService } from '../service-name.ts';
import { smallWorld } from '../small-world.fixture.ts';

const garbage = Buffer.from('7').toString('base64');

const lists: readonly (readonly [SandboxService, operation: string, input: object, code: string])[] = [
  ['iam', 'ListUsers', { Marker: garbage }, 'ValidationError'],
  ['iam', 'ListAccessKeys', { UserName: 'ann', Marker: garbage }, 'ValidationError'],
  ['iam', 'ListAccountAliases', { Marker: 'x' }, 'ValidationError'],
  ['secretsmanager', 'ListSecrets', { NextToken: garbage }, 'InvalidNextTokenException'],
  ['organizations', 'ListAccounts', { NextToken: garbage }, 'InvalidInputException'],
  ['organizations', 'ListRoots', { NextToken: '' }, 'InvalidInputException'],
  ['cloudtrail', 'LookupEvents', { NextToken: garbage }, 'InvalidNextTokenException'],
  ['account', 'ListRegions', { NextToken: garbage }, 'ValidationException'],
  ['s3', 'ListBuckets', { ContinuationToken: garbage }, 'InvalidArgument'],
];

describe('a page token', () => {
  test.each(lists)('that %s %s never gave is an error, not an end of the list', (service, operation, input, code) => {
    const { world, management, outcome, admin } = smallWorld();
    addUser(world, '200000000002', { name: 'ann' });
    const credentials = service === 'organizations' ? operator(world, management.id) : admin;
    expect(outcome(service, operation, input, credentials)).toBe(code);
  });

  test('of another list, or with something behind it, is an error too', () => {
    const { world, member, call, outcome } = smallWorld();
    for (const name of ['ann', 'ben', 'cat']) addUser(world, member.id, { name });
    const { Marker } = call('iam', 'ListUsers', { MaxItems: 1 });
    expect(call('iam', 'ListUsers', { Marker }).Users).toHaveLength(2);
    expect(outcome('iam', 'ListAccountAliases', { Marker })).toBe('ValidationError');
    expect(outcome('iam', 'ListUsers', { Marker: `${Marker}!` })).toBe('ValidationError');
  });
});
