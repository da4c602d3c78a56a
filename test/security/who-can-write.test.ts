import { describe, expect, it } from 'vitest';
import { secretPolicy } from '../../src/app/secret/policy.ts';
import {
  ADMIN,
  almostWriters,
  OWNER,
  others,
  owners,
  POWER_USER,
  SECRET,
  verdictOn,
  WRITERS,
  writers,
} from './principals.ts';

/**
 * Who changes a stored credential, or who may read it, by the very policy that the code puts on the secret, judged by a
 * third-party simulator.
 */

const resourcePolicy = JSON.parse(secretPolicy(OWNER, WRITERS)) as object;

const WRITES = [
  'CancelRotateSecret',
  'DeleteResourcePolicy',
  'DeleteSecret',
  'PutResourcePolicy',
  'PutSecretValue',
  'RemoveRegionsFromReplication',
  'ReplicateSecretToRegions',
  'RotateSecret',
  'StopReplicationToReplica',
  'TagResource',
  'UntagResource',
  'UpdateSecret',
  'UpdateSecretVersionStage',
];

const areWriters = new Set(Object.keys(writers));
const strangers = Object.entries({ ...owners, ...others, ...almostWriters }).filter(([name]) => !areWriters.has(name));

describe.each(strangers)('%s', (_, who) => {
  it.each([
    ['everything allowed', ADMIN],
    ['everything but IAM', POWER_USER],
  ])('with %s changes nothing of the secret, by an explicit denial', async (_name, identity) => {
    for (const name of WRITES) {
      const question = { who, action: `secretsmanager:${name}`, resource: SECRET, identity, resourcePolicy };
      expect([name, await verdictOn(question)]).toEqual([name, 'ExplicitlyDenied']);
    }
  });
});

describe.each(Object.entries(writers))('%s', (_, who) => {
  it('changes the secret where its own policies allow it, and reads it not', async () => {
    for (const name of WRITES) {
      const question = { who, action: `secretsmanager:${name}`, resource: SECRET, identity: ADMIN, resourcePolicy };
      expect([name, await verdictOn(question)]).toEqual([name, 'Allowed']);
      if (!who.arn.endsWith(':root'))
        expect(await verdictOn({ ...question, identity: undefined })).toBe('ImplicitlyDenied');
    }
    const reading = { who, action: 'secretsmanager:GetSecretValue', resource: SECRET, identity: ADMIN, resourcePolicy };
    expect(await verdictOn(reading)).toBe('ExplicitlyDenied');
  });
});

it('whoever may describe a secret still may: the denial is of changes alone', async () => {
  const who = almostWriters['a power user'];
  if (who === undefined) throw new Error('no such principal');
  for (const name of ['DescribeSecret', 'GetResourcePolicy', 'ListSecretVersionIds', 'RestoreSecret']) {
    const action = `secretsmanager:${name}`;
    expect(await verdictOn({ who, action, resource: SECRET, identity: POWER_USER, resourcePolicy })).toBe('Allowed');
  }
});
