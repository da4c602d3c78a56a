import { describe, expect, it } from 'vitest';
import { memory, stack } from '../in-memory.fixture.ts';
import { play } from '../play.fixture.ts';

const deployed = async () => {
  const world = memory();
  await play(world);
  return world;
};

describe('a stack', () => {
  it.each(['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED'])(
    'in %s is deleted, if asked, and made afresh',
    async (status) => {
      const world = await deployed();
      world.stacks.set('keyturn', stack('keyturn', status));
      const { writes, questions, outcomes } = await play(world);
      expect(writes.slice(0, 2)).toEqual(['delete keyturn-id', 'propose keyturn new']);
      expect(questions).toEqual([
        'Delete the stack keyturn, which could not be created, and create it afresh?',
        'Create the stack keyturn?',
      ]);
      expect(outcomes.main).toBe('created');
    },
  );

  it('that holds a change set alone goes without a question', async () => {
    const world = await deployed();
    world.stacks.set('keyturn', stack('keyturn', 'REVIEW_IN_PROGRESS'));
    const { questions, outcomes } = await play(world);
    expect([questions, outcomes.main]).toEqual([['Create the stack keyturn?'], 'created']);
  });

  it('that is declined leaves nothing behind', async () => {
    const world = await deployed();
    world.stacks.delete('keyturn');
    const { writes, outcomes } = await play(world, { answer: 'no' });
    expect(outcomes.main).toBe('declined');
    expect(writes).toEqual(['propose keyturn new', 'discard changes of keyturn', 'delete keyturn-id']);
    expect(world.stacks.has('keyturn')).toBe(false);
  });

  it('that fails names the causes, and the next run takes it up', async () => {
    const world = { ...(await deployed()), end: 'ROLLBACK_COMPLETE' };
    world.stacks.delete('keyturn');
    await expect(play(world)).rejects.toMatchObject({
      name: 'deployment-failed',
      message: 'the stack keyturn ended as ROLLBACK_COMPLETE\n  Role: it exists already',
    });
    world.end = 'CREATE_COMPLETE';
    expect((await play(world)).outcomes.main).toBe('created');
  });

  it('whose change set is refused says why', async () => {
    const world = await deployed();
    world.stacks.delete('keyturn');
    world.changeSet = { state: 'failed', reason: 'a Rule says no', changes: [] };
    await expect(play(world)).rejects.toThrow('CloudFormation refuses keyturn: a Rule says no');
    expect(world.stacks.has('keyturn')).toBe(false);
  });

  it('that CloudFormation cannot roll back is left to a person', async () => {
    const world = await deployed();
    world.stacks.set('keyturn', stack('keyturn', 'UPDATE_ROLLBACK_FAILED'));
    await expect(play(world)).rejects.toMatchObject({
      remedy: expect.stringContaining('continue-update-rollback --stack-name keyturn'),
    });
  });

  it('that is being changed is waited for, but not for ever', async () => {
    const world = await deployed();
    world.stacks.set('keyturn', stack('keyturn', 'UPDATE_IN_PROGRESS'));
    await expect(play(world)).rejects.toMatchObject({ name: 'deployment-busy' });
  });
});
