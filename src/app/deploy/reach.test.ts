import { describe, expect, it } from 'vitest';
import { MANAGEMENT, type Memory, memory, PRIMARY, stack } from './in-memory.fixture.ts';
import { play } from './play.fixture.ts';

const main = (world: Memory) => world.stacks.get('keyturn')?.parameters;
const units = (world: Memory) => main(world)?.OrganizationalUnitIds;

const deployedTo = async (ous: readonly string[], change: Partial<Memory> = {}) => {
  const world = { ...memory(), ...change };
  await play(world, { ous });
  return world;
};

describe('a deployment to OUs', () => {
  it('narrows the runs to what the StackSet is deployed to', async () => {
    const world = await deployedTo(['ou-a']);
    expect(units(world)).toBe('ou-a');
    expect((await play(world)).writes).toEqual([]);
    const more = await play(world, { ous: ['ou-b'] });
    expect(more.writes).toContain('instances ou-b r');
    expect(units(world)).toBe('ou-a,ou-b');
  });

  it('to the whole organization narrows nothing', async () => {
    expect(units(await deployedTo([]))).toBe('');
  });

  it('narrows the runs of a StackSet that was deployed to OUs by hand', async () => {
    const world = await deployedTo(['ou-a']);
    const { OrganizationalUnitIds: _, ...older } = main(world) ?? {};
    world.stacks.set('keyturn', stack('keyturn', 'CREATE_COMPLETE', { parameters: older }));
    await play(world);
    expect(units(world)).toBe('ou-a');
  });

  it('keeps what was narrowed in the console, and widens it by what the person names alone', async () => {
    const world = await deployedTo([]);
    const narrowed = { ...main(world), OrganizationalUnitIds: 'ou-pilot' };
    world.stacks.set('keyturn', { ...stack('keyturn', 'CREATE_COMPLETE'), parameters: narrowed });
    await play(world);
    expect(units(world)).toBe('ou-pilot');
    await play(world, { ous: ['ou-b'] });
    expect(units(world)).toBe('ou-pilot,ou-b');
    await play(world, { given: { OrganizationalUnitIds: '' } });
    expect(units(world)).toBe('');
  });

  it('is told to whoever creates the StackSet in another account', async () => {
    const world = { ...memory(), account: PRIMARY };
    const { parts } = await play(world, { ous: ['ou-a', 'ou-b'] });
    const lines = parts.flatMap((part) => part.lines).join('\n');
    expect(lines).toContain('--deployment-targets OrganizationalUnitIds=ou-a,ou-b ');
    expect(units(world)).toBe('ou-a,ou-b');
  });
});

describe('the management account', () => {
  it('gets its stack, and is part of the runs, where the whole organization is', async () => {
    const world = await deployedTo([]);
    expect([world.stacks.has('keyturn-management-account'), main(world)?.ExemptAccounts]).toEqual([true, '']);
  });

  it('is left out of a deployment to OUs: it has no stack and is part of no run', async () => {
    const world = memory();
    const { outcomes } = await play(world, { ous: ['ou-a'] });
    expect(outcomes.management).toBe('left-out');
    expect(world.stacks.has('keyturn-management-account')).toBe(false);
    expect(main(world)?.ExemptAccounts).toBe(MANAGEMENT);
  });

  it('is left out where the person says so, until the person says otherwise', async () => {
    const world = { ...memory(), account: PRIMARY, isDelegated: true };
    const first = await play(world, { managementAccount: false });
    expect([first.outcomes.management, main(world)?.ExemptAccounts]).toEqual(['left-out', MANAGEMENT]);
    const again = await play(world);
    expect([again.outcomes.management, again.writes]).toEqual(['left-out', []]);
    const back = await play(world, { managementAccount: true });
    expect([back.outcomes.management, main(world)?.ExemptAccounts]).toEqual(['elsewhere', '']);
  });

  it('is left out beside others that are exempt', async () => {
    const world = memory();
    const given = { AdminEmailAddress: 'a@example.com', ExemptAccounts: '333333333333' };
    await play(world, { given, managementAccount: false });
    expect(main(world)?.ExemptAccounts).toBe(`333333333333,${MANAGEMENT}`);
    await play(world, { managementAccount: true });
    expect(main(world)?.ExemptAccounts).toBe('333333333333');
  });

  it('stays where it has its stack already, when OUs are named', async () => {
    const world = await deployedTo([]);
    const { outcomes } = await play(world, { ous: ['ou-a'] });
    expect([outcomes.management, main(world)?.ExemptAccounts]).toEqual(['unchanged', '']);
  });
});
