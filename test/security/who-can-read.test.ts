import { describe, expect, it } from 'vitest';
import { secretPolicy } from '../../src/app/secret/policy.ts';
import { READ_ONLY_POLICY } from '../../src/aws/session/read-only-policy.ts';
import {
  ADMIN,
  chosenReaders,
  documented,
  HANDED_TO,
  HANDED_UNTIL,
  MEMBER,
  OWNER,
  onCall,
  others,
  owners,
  READERS,
  rights,
  SECRET,
  verdictOn,
  WRITERS,
} from './principals.ts';

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

describe('where a setting names readers', () => {
  const withReaders = JSON.parse(secretPolicy(OWNER, WRITERS, { readers: READERS })) as object;
  const reading = { action: READ, resource: SECRET, resourcePolicy: withReaders };

  it.each(Object.entries(chosenReaders))('%s reads, if its own policies say so as well', async (_, who) => {
    expect(await verdictOn({ ...reading, who, identity: ADMIN })).toBe('Allowed');
    expect(await verdictOn({ ...reading, who, identity: undefined })).toBe('ImplicitlyDenied');
  });

  it.each(Object.entries(chosenReaders))('%s changes nothing of the secret', async (_, who) => {
    const action = 'secretsmanager:PutSecretValue';
    expect(await verdictOn({ ...reading, who, action, identity: ADMIN })).toBe('ExplicitlyDenied');
  });

  it.each(Object.entries(owners))('%s reads as before', async (_, who) => {
    expect(await verdictOn({ ...reading, who, identity: undefined })).toBe('Allowed');
  });

  it.each(Object.entries(others))('%s does not read', async (_, who) => {
    expect(await verdictOn({ ...reading, who, identity: ADMIN })).toBe('ExplicitlyDenied');
  });
});

describe('where a person handed the secret over for a while', () => {
  const handed = JSON.parse(
    secretPolicy(OWNER, WRITERS, { readers: READERS, handover: { to: HANDED_TO, until: HANDED_UNTIL } }),
  ) as object;
  const reading = { action: READ, resource: SECRET, resourcePolicy: handed };
  const before = HANDED_UNTIL - 1_000;

  it('the role reads until its hour, with no right of its own', async () => {
    expect(await verdictOn({ ...reading, who: onCall, identity: undefined, at: before })).toBe('Allowed');
  });

  it.each([0, 1_000, 86_400_000])('and is denied %i ms after it, whatever its own policies say', async (after) => {
    const question = { ...reading, who: onCall, at: HANDED_UNTIL + after };
    expect(await verdictOn({ ...question, identity: ADMIN })).toBe('ExplicitlyDenied');
  });

  it('it changes nothing of the secret', async () => {
    const question = { ...reading, who: onCall, at: before, identity: ADMIN };
    expect(await verdictOn({ ...question, action: 'secretsmanager:PutSecretValue' })).toBe('ExplicitlyDenied');
    expect(await verdictOn({ ...question, action: 'secretsmanager:PutResourcePolicy' })).toBe('ExplicitlyDenied');
  });

  it.each(['role/on-call', 'role/ops/on-call2', 'role/ops/deep/on-call'])('%s is somebody else', async (name) => {
    const who = { ...onCall, principalArn: `arn:aws:iam::${MEMBER}:${name}` };
    expect(await verdictOn({ ...reading, who, identity: ADMIN, at: before })).toBe('ExplicitlyDenied');
  });

  it.each([
    ['before its hour', before],
    ['after it', HANDED_UNTIL + 1_000],
  ])('the owner and chosen readers read %s, and nobody else', async (_, at) => {
    for (const who of Object.values(owners))
      expect(await verdictOn({ ...reading, who, identity: undefined, at })).toBe('Allowed');
    for (const who of Object.values(chosenReaders))
      expect(await verdictOn({ ...reading, who, identity: ADMIN, at })).toBe('Allowed');
    for (const who of Object.values(others))
      expect(await verdictOn({ ...reading, who, identity: ADMIN, at })).toBe('ExplicitlyDenied');
  });
});
