import { describe, expect, it } from 'vitest';
import { secretPolicy } from '../../src/app/secret/policy.ts';
import { READ_ONLY_POLICY } from '../../src/aws/session/read-only-policy.ts';
import { ADMIN, documented, OWNER, others, owners, rights, SECRET, verdictOn, WRITERS } from './principals.ts';

/**
 * Who reads a stored credential, by the very policy that the code puts on the secret, judged by a third-party
 * simulator.
 */

const READ = 'secretsmanager:GetSecretValue';
const resourcePolicy = JSON.parse(secretPolicy(OWNER, WRITERS)) as object;

describe.each(Object.entries(owners))('%s', (_, who) => {
  it.each(Object.entries(rights).filter(([name]) => name !== 'what the member role may'))(
    'with %s reads the secret',
    async (_name, identity) => {
      expect(await verdictOn({ who, action: READ, resource: SECRET, identity, resourcePolicy })).toBe('Allowed');
    },
  );
});

describe.each(Object.entries(others))('%s', (_, who) => {
  it.each(Object.entries(rights))(
    'with %s does not read the secret, by an explicit denial',
    async (_name, identity) => {
      const question = { who, resource: SECRET, identity, resourcePolicy };
      expect(await verdictOn({ ...question, action: READ })).toBe('ExplicitlyDenied');
    },
  );
});

describe('BatchGetSecretValue', () => {
  it("is denied to keyturn's member role by a policy of its own", async () => {
    const who = others["keyturn's member role"];
    if (who === undefined) throw new Error('no such principal');
    const action = 'secretsmanager:BatchGetSecretValue';
    expect(await verdictOn({ who, action, resource: '*', identity: documented('member') })).toBe('ExplicitlyDenied');
    expect(await verdictOn({ who, action, resource: '*', identity: ADMIN })).toBe('Allowed');
  });
});

describe("keyturn's member role", () => {
  const who = others["keyturn's member role"] as (typeof others)[string];
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
  const ann = owners['the owner'];
  if (ann === undefined) throw new Error('no such principal');
  const read = (name: string) =>
    verdictOn({ who: ann, action: READ, resource: SECRET.replace('_ann_', `_${name}_`), identity });
  expect(await read('ann')).toBe('Allowed');
  expect(await read('bob')).toBe('ImplicitlyDenied');
  expect(await read('ann_AccessKey-x')).toBe('ImplicitlyDenied');
  expect(await read('joann')).toBe('ImplicitlyDenied');
});
