import { describe, expect, it } from 'vitest';
import { secretPolicy } from '../../src/app/secret/policy.ts';
import {
  ADMIN,
  OWNER,
  POWER_USER,
  principals,
  type Rights,
  rights,
  rows,
  SECRET,
  verdictOn,
  WRITERS,
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

const verdicts: Readonly<Record<Rights['changes'], string>> = {
  all: 'Allowed',
  nothing: 'ExplicitlyDenied',
  'not from outside': 'ImplicitlyDenied',
};

describe.each(rows)('%s', (_, { who, changes }) => {
  it.each([
    ['everything allowed', ADMIN],
    ['everything but IAM', POWER_USER],
  ])('with %s it changes all, or is denied outright, as its row says', async (_name, identity) => {
    for (const name of WRITES) {
      const question = { who, action: `secretsmanager:${name}`, resource: SECRET, identity, resourcePolicy };
      expect([name, await verdictOn(question)]).toEqual([name, verdicts[changes]]);
    }
  });

  // The root user needs no policy of its own.
  it.skipIf(who.arn.endsWith(':root'))(
    'with nothing of its own, or no more than a read, it changes nothing',
    async () => {
      for (const identity of [undefined, rights['the read policy']])
        for (const name of WRITES) {
          const question = { who, action: `secretsmanager:${name}`, resource: SECRET, identity, resourcePolicy };
          expect([name, await verdictOn(question)]).not.toEqual([name, 'Allowed']);
        }
    },
  );
});

it('the member role changes with the policy that it has what keyturn changes, and nothing else', async () => {
  const { who } = principals["keyturn's member role"];
  const identity = rights['what the member role may'];
  const allowed: string[] = [];
  for (const name of WRITES) {
    const question = { who, action: `secretsmanager:${name}`, resource: SECRET, identity, resourcePolicy };
    if ((await verdictOn(question)) === 'Allowed') allowed.push(name);
  }
  expect(allowed).toEqual([
    'DeleteSecret',
    'PutResourcePolicy',
    'PutSecretValue',
    'TagResource',
    'UntagResource',
    'UpdateSecretVersionStage',
  ]);
});

it.each(rows.filter(([, { who }]) => who.account === SECRET.split(':')[4]))(
  'whoever may describe a secret still may, and give it back: the denial is of changes alone: %s',
  async (_, { who }) => {
    for (const name of ['DescribeSecret', 'GetResourcePolicy', 'ListSecretVersionIds', 'RestoreSecret']) {
      const action = `secretsmanager:${name}`;
      expect(await verdictOn({ who, action, resource: SECRET, identity: POWER_USER, resourcePolicy })).toBe('Allowed');
    }
  },
);
