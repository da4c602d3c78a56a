import { describe, expect, it } from 'vitest';
import { memory, textOf } from '../in-memory.fixture.ts';
import { all, deployed, play } from '../play.fixture.ts';

describe('the StackSet', () => {
  const instance = {
    account: '1',
    region: 'r2',
    status: 'CURRENT',
    detail: 'SUCCEEDED',
    reason: undefined,
    target: 'ou-a',
  };
  const withSet = async (targets: readonly string[], instances = [instance]) => {
    const world = await deployed();
    const parameters = { IAMRoleName: 'member-role', AWSOrgID: 'o-abcdefghij' };
    const state = {
      name: 'keyturn-members',
      template: textOf('members'),
      parameters,
      isServiceManaged: true,
      isAutoDeployed: true,
    };
    world.sets.set('keyturn-members', { ...state, targets });
    return Object.assign(world, { instances });
  };

  /** What was written of the StackSet; the main stack follows by narrowing its runs. */
  const writesOfSet = async (...args: Parameters<typeof play>) =>
    (await play(...args)).writes.filter((each) => /^(create set|update set|instances)/.test(each));

  it('of some OUs is not stretched to the organization by a command without --ou', async () => {
    expect(await writesOfSet(await withSet(['ou-a']))).toEqual([]);
  });

  it('gets the OUs that are new, in the Region it is in', async () => {
    expect(await writesOfSet(await withSet(['ou-a']), { ous: ['ou-a', 'ou-b'] })).toEqual(['instances ou-b r2']);
  });

  it('of the whole organization holds every OU', async () => {
    expect(await writesOfSet(await withSet(['r-root']), { ous: ['ou-b'] })).toEqual([]);
  });

  it('tries accounts again that are not current, and leaves suspended ones alone', async () => {
    const failed = { ...instance, account: '2', status: 'OUTDATED', detail: 'FAILED' };
    const suspended = { ...instance, account: '3', status: 'OUTDATED', detail: 'SKIPPED_SUSPENDED_ACCOUNT' };
    expect(await writesOfSet(await withSet(['ou-a'], [instance, suspended as never]))).toEqual([]);
    expect(await writesOfSet(await withSet(['ou-a'], [instance, failed]))).toEqual(['update set']);
  });

  describe('with OUs that come first', () => {
    const changed = async () => {
      const world = await withSet(['r-root']);
      const state = world.sets.get('keyturn-members');
      if (state !== undefined) world.sets.set('keyturn-members', { ...state, template: '{}' });
      return world;
    };

    it('is updated there, and then everywhere, a tenth at a time', async () => {
      expect(await writesOfSet(await changed(), { firstOus: ['ou-pilot'] })).toEqual([
        'update set first: ou-pilot r2',
        'update set by-tenths',
      ]);
      expect(await writesOfSet(await changed())).toEqual(['update set']);
    });

    it('is updated nowhere else where one of their accounts refuses, and no later part is begun', async () => {
      const world = { ...(await changed()), failures: [{ account: '2', reason: 'Role exists' }] };
      world.stacks.delete('keyturn');
      await expect(play(world, { firstOus: ['ou-pilot'] })).rejects.toThrow(/ou-pilot.*\n {2}2: Role exists/);
      expect(world.writes.filter((each) => /set|main|keyturn new/.test(each))).toEqual([
        'update set first: ou-pilot r2',
      ]);
    });

    it('says so before it asks, and only where there is something to update', async () => {
      const { parts } = await play(await changed(), { firstOus: ['ou-pilot'], isDryRun: true });
      expect(parts.find(({ part }) => part === 'members')?.lines[0]).toMatch(/^First the accounts in ou-pilot;/);
      expect(await writesOfSet(await withSet(['r-root']), { firstOus: ['ou-pilot'] })).toEqual([]);
    });
  });

  it('names the accounts that refuse, and goes on with the rest', async () => {
    const world = { ...memory(), failures: [{ account: '2', reason: 'Role exists' }] };
    const { outcomes, parts } = await play(world);
    expect(outcomes).toEqual({ ...all('created'), members: 'incomplete' });
    expect(parts.find(({ part }) => part === 'members')?.lines).toEqual(['2: Role exists']);
  });

  it('with permissions of its own is refused', async () => {
    const world = await withSet(['ou-a']);
    const state = world.sets.get('keyturn-members');
    if (state !== undefined) world.sets.set('keyturn-members', { ...state, isServiceManaged: false });
    await expect(play(world)).rejects.toThrow('self-managed permissions');
  });
});
