import { describe, expect, it } from 'vitest';
import { type Memory, memory } from '../in-memory.fixture.ts';
import { all, deployed, play } from '../play.fixture.ts';

const PILOT = '222233334444';
const instanceOf = (account: string) => ({
  account,
  region: 'r',
  status: 'CURRENT',
  detail: 'SUCCEEDED',
  reason: undefined,
  target: 'r-root',
});

const writesOfSet = ({ writes }: { readonly writes: readonly string[] }) =>
  writes.filter((each) => /^(create set|update set|instances)/.test(each));

const refusing = (world: Memory): Memory =>
  Object.assign(world, { failures: [{ account: PILOT, reason: 'Role exists' }] });

describe('a first roll-out', () => {
  it('reaches the accounts of the first OU, then all of the organization, a tenth at a time', async () => {
    const played = await play(memory(), { firstOus: ['ou-pilot'] });
    expect(writesOfSet(played)).toEqual([
      'create set as SELF',
      'instances first: ou-pilot r',
      'instances r-root r by-tenths',
    ]);
    expect(played.outcomes).toEqual(all('created'));
    expect(played.parameters.OrganizationalUnitIds).toBe('');
  });

  it('reaches one account first, and no other of its OU', async () => {
    const world = Object.assign(memory(), { instances: [instanceOf(PILOT)] });
    expect(writesOfSet(await play(world, { firstAccounts: [PILOT], firstOus: ['ou-pilot'], ous: ['ou-a'] }))).toEqual([
      'create set as SELF',
      `instances first: ou-a (${PILOT} alone) r`,
      'instances first: ou-pilot r',
      'instances ou-a r by-tenths',
    ]);
  });

  it('goes no further where a first account refuses, and the same command takes it up', async () => {
    const world = refusing(memory());
    await expect(play(world, { firstOus: ['ou-pilot'] })).rejects.toThrow(
      /of the accounts in ou-pilot, which come first:\n {2}222233334444: Role exists/,
    );
    expect(writesOfSet(world)).toEqual(['create set as SELF', 'instances first: ou-pilot r']);
    expect(world.stacks.has('keyturn')).toBe(false);
    world.failures = [];
    const again = await play(world, { firstOus: ['ou-pilot'] });
    expect(writesOfSet(again)).toEqual(['instances first: ou-pilot r', 'instances r-root r by-tenths']);
    expect(again.parameters.OrganizationalUnitIds).toBe('');
  });

  it('goes no further where an account that is to come first was not reached', async () => {
    const world = memory();
    await expect(play(world, { firstAccounts: [PILOT] })).rejects.toMatchObject({
      message: `--first-account is ${PILOT}, which the StackSet does not reach`,
      remedy: expect.stringContaining('never reach the management account'),
    });
    expect(writesOfSet(world)).toEqual(['create set as SELF', `instances first: r-root (${PILOT} alone) r`]);
  });

  it('says as a dry run who comes first', async () => {
    const { parts } = await play(memory(), { firstAccounts: [PILOT], firstOus: ['ou-pilot'], isDryRun: true });
    expect(parts.find(({ part }) => part === 'members')?.lines).toContain(
      `First the accounts ${PILOT}, then the accounts in ou-pilot; if none of them refuses, a tenth of all at a time`,
    );
  });
});

describe('an update', () => {
  const changed = async (): Promise<Memory> => {
    const world = await deployed();
    const state = world.sets.get('keyturn-members');
    if (state !== undefined) world.sets.set('keyturn-members', { ...state, template: '{}' });
    return Object.assign(world, { instances: [instanceOf(PILOT)] });
  };

  it('reaches one account first, among all that the StackSet is deployed to', async () => {
    expect(writesOfSet(await play(await changed(), { firstAccounts: [PILOT] }))).toEqual([
      `update set first: r-root (${PILOT} alone) r`,
      'update set by-tenths',
    ]);
  });

  it('is refused before it begins where an account that is to come first has no stack', async () => {
    const world = await changed();
    await expect(play(world, { firstAccounts: ['999999999999'] })).rejects.toThrow(
      '--first-account is 999999999999, which the StackSet does not reach',
    );
    expect(writesOfSet(world)).toEqual([]);
  });

  it('of a StackSet that gets another OU reaches that a tenth at a time', async () => {
    const world = await changed();
    const state = world.sets.get('keyturn-members');
    if (state !== undefined) world.sets.set('keyturn-members', { ...state, targets: ['ou-a'] });
    world.instances = [{ ...instanceOf(PILOT), target: 'ou-a' }];
    expect(writesOfSet(await play(world, { firstAccounts: [PILOT], ous: ['ou-a', 'ou-b'] }))).toEqual([
      `update set first: ou-a (${PILOT} alone) r`,
      'update set by-tenths',
      'instances ou-b r by-tenths',
    ]);
  });
});
