import { describe, expect, it } from 'vitest';
import { secretPolicy } from '../../src/app/secret/policy.ts';
import { READ_ONLY_POLICY } from '../../src/aws/session/read-only-policy.ts';
import { ADMIN, documented, OWNER, principals, rights, rows, SECRET, verdictOn, WRITERS } from './principals.ts';

/**
 * Who reads a stored credential, by the very policy that the code puts on the secret, judged by a third-party
 * simulator.
 */

const READ = 'secretsmanager:GetSecretValue';
const resourcePolicy = JSON.parse(secretPolicy(OWNER, WRITERS)) as object;

describe.each(rows)('%s', (_, { who, reads }) => {
  it.each(Object.entries(rights))(
    'with %s it reads the value, or is denied outright, as its row says',
    async (name, identity) => {
      const isAllowed = reads === 'the value' && name !== 'what the member role may';
      const verdict = await verdictOn({ who, action: READ, resource: SECRET, identity, resourcePolicy });
      expect(verdict).toBe(isAllowed ? 'Allowed' : 'ExplicitlyDenied');
    },
  );
});

describe('BatchGetSecretValue', () => {
  it("is denied to keyturn's member role by a policy of its own", async () => {
    const { who } = principals["keyturn's member role"];
    const action = 'secretsmanager:BatchGetSecretValue';
    expect(await verdictOn({ who, action, resource: '*', identity: documented('member') })).toBe('ExplicitlyDenied');
    expect(await verdictOn({ who, action, resource: '*', identity: ADMIN })).toBe('Allowed');
  });
});

describe("keyturn's member role", () => {
  const { who } = principals["keyturn's member role"];
  const inItsOwnFavour = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: who.principalArn }, Action: READ, Resource: '*' }],
  };

  it('does not read a secret whose policy it re-wrote in its own favour', async () => {
    const question = { who, action: READ, resource: SECRET, resourcePolicy: inItsOwnFavour };
    expect(await verdictOn({ ...question, identity: documented('member') })).toBe('ExplicitlyDenied');
    // It is the role's own denial that holds, and not a mistake of the question.
    expect(await verdictOn({ ...question, identity: ADMIN })).toBe('Allowed');
  });

  it('in a session for planning may not even change it', async () => {
    const action = 'secretsmanager:PutResourcePolicy';
    expect(await verdictOn({ who, action, resource: SECRET, identity: documented('member') })).toBe('Allowed');
    expect(await verdictOn({ who, action, resource: SECRET, identity: JSON.parse(READ_ONLY_POLICY) })).not.toBe(
      'Allowed',
    );
  });
});

it('the read policy gives a user the secret of that name alone', async () => {
  const identity = documented('read');
  const { who: ann } = principals['the owner'];
  const read = (name: string) =>
    verdictOn({ who: ann, action: READ, resource: SECRET.replace('_ann_', `_${name}_`), identity });
  expect(await read('ann')).toBe('Allowed');
  expect(await read('bob')).toBe('ImplicitlyDenied');
  expect(await read('ann_AccessKey-x')).toBe('ImplicitlyDenied');
  expect(await read('joann')).toBe('ImplicitlyDenied');
});
