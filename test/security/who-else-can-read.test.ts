import { describe, expect, it } from 'vitest';
import { secretPolicy } from '../../src/app/secret/policy.ts';
import {
  ADMIN,
  chosenReaders,
  HANDED_TO,
  HANDED_UNTIL,
  MEMBER,
  OWNER,
  onCall,
  READERS,
  rows,
  SECRET,
  verdictOn,
  WRITERS,
} from './principals.ts';

/** Who reads a stored credential besides its owner, where a person or a setting lets him, judged likewise. */

const READ = 'secretsmanager:GetSecretValue';
const whoever = (reads: 'the value' | 'nothing') =>
  rows.filter(([, row]) => row.reads === reads).map(([title, { who }]) => [title, who] as const);
const owners = whoever('the value');
const others = whoever('nothing');

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

  it.each(owners)('%s reads as before', async (_, who) => {
    expect(await verdictOn({ ...reading, who, identity: undefined })).toBe('Allowed');
  });

  it.each(others)('%s does not read', async (_, who) => {
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
    for (const who of owners.map(([, each]) => each))
      expect(await verdictOn({ ...reading, who, identity: undefined, at })).toBe('Allowed');
    for (const who of Object.values(chosenReaders))
      expect(await verdictOn({ ...reading, who, identity: ADMIN, at })).toBe('Allowed');
    for (const who of others.map(([, each]) => each))
      expect(await verdictOn({ ...reading, who, identity: ADMIN, at })).toBe('ExplicitlyDenied');
  });
});
