import { expect, it } from 'vitest';
import type { AccountId } from '../../core/keys.ts';
import { AwsFault } from '../faults/aws-fault.ts';
import { memory, PRIMARY } from './in-memory.fixture.ts';
import { play, playUndeploy } from './play.fixture.ts';

const deployed = async () => {
  const world = memory();
  await play(world);
  return world;
};

it('takes everything but the buckets away, main stack first, and the second time writes nothing', async () => {
  const world = await deployed();
  world.instances = [
    { account: '1', region: 'r', status: 'CURRENT', detail: undefined, reason: undefined, target: 'r-root' },
  ];
  const first = await playUndeploy(world);
  expect(first.outcomes).toEqual({
    main: 'deleted',
    management: 'deleted',
    members: 'deleted',
    'list-role': 'deleted',
  });
  expect(first.writes).toEqual([
    'delete keyturn-id',
    'delete keyturn-management-account-id',
    'no instances r-root r',
    'delete set',
    'delete keyturn-list-accounts-role-id',
  ]);
  expect(first.buckets).toEqual(['keyturn-100000000001-r']);
  const second = await playUndeploy(world);
  expect([second.writes, new Set(Object.values(second.outcomes))]).toEqual([[], new Set(['absent'])]);
});

it('refuses while a run is under way', async () => {
  const world = { ...(await deployed()), runs: [{ name: 'run-7', startedAt: '2027-01-15T06:00:00Z' }] };
  await expect(playUndeploy(world)).rejects.toMatchObject({
    name: 'deployment-busy',
    message: 'the run run-7 is under way since 2027-01-15T06:00:00Z',
    remedy: expect.stringContaining('arn:aws:states:r:1:execution:run:run-7'),
  });
  expect(world.writes).not.toContain('delete keyturn-id');
});

it('as a dry run, and after a no, writes nothing', async () => {
  const world = await deployed();
  expect((await playUndeploy(world, { isDryRun: true })).writes).toEqual([]);
  const { outcomes, writes } = await playUndeploy(world, { answer: 'no' });
  expect([outcomes, writes]).toEqual([{ main: 'declined' }, []]);
});

it('keeps the StackSet while an account refuses, and names it', async () => {
  const world = await deployed();
  world.instances = [
    { account: '1', region: 'r', status: 'CURRENT', detail: undefined, reason: undefined, target: 'r-root' },
  ];
  world.failures = [{ account: '1', reason: 'the group has members' }];
  const { outcomes, parts, writes } = await playUndeploy(world);
  expect(outcomes.members).toBe('incomplete');
  expect(parts.find(({ part }) => part === 'members')?.lines).toEqual(['1: the group has members']);
  expect(writes).not.toContain('delete set');
});

it('in a member account tells what is to be done in the management account', async () => {
  const world = { ...(await deployed()), account: PRIMARY };
  const { outcomes, parts } = await playUndeploy(world);
  expect(outcomes).toEqual({
    main: 'deleted',
    management: 'elsewhere',
    members: 'elsewhere',
    'list-role': 'elsewhere',
  });
  expect(parts.flatMap(({ lines }) => lines).join('\n')).toContain(
    'aws cloudformation delete-stack-set --region r --stack-set-name keyturn-members',
  );
});

it('takes nothing away while a secret could not be opened, and nothing is asked about it with --leave-sealed', async () => {
  const world = await deployed();
  const nobody = { open: () => Promise.reject(new AwsFault('denied', 'AccessDenied', 'sts:AssumeRole', 'no')) };
  const account = { id: '1' as AccountId, name: 'a', email: undefined, state: 'ACTIVE' };
  const secrets = async () => ({
    accounts: async () => ({ accounts: [account], failure: undefined }),
    sessions: nobody,
    deployment: 'keyturn',
  });
  const { outcomes, writes } = await playUndeploy(world, { secrets });
  expect([outcomes, writes]).toEqual([{ secrets: 'incomplete' }, []]);
  expect((await playUndeploy(world)).outcomes.main).toBe('deleted');
});
