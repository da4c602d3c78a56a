import { describe, expect, test } from 'vitest';
import { instant } from '../core/time.ts';
import { uniqueId } from './ids.ts';
import { addKey, addUser } from './seed.ts';
import { smallWorld } from './small-world.fixture.ts';
import { createWorld } from './world.ts';

describe('a world', () => {
  test('makes the same ids from the same seed, and others from another', () => {
    const first = (seed: number) => uniqueId(createWorld({ now: instant(0), seed }).ids, 'AKIA');
    expect(first(5)).toBe(first(5));
    expect(first(5)).not.toBe(first(6));
  });

  test('makes ids that look real and never repeat', () => {
    const { ids } = createWorld({ now: instant(0) });
    const made = Array.from({ length: 5_000 }, () => uniqueId(ids, 'AKIA'));
    expect(new Set(made).size).toBe(5_000);
    expect(made.every((id) => /^AKIA[A-Z2-7]{16}$/.test(id))).toBe(true);
    expect(uniqueId(ids, 'AIDA')).toMatch(/^AIDA[A-Z2-7]{17}$/);
  });

  test('is plain data: a clone answers alike and goes its own way', () => {
    const { world, member, call, admin } = smallWorld();
    addUser(world, member.id, { name: 'ann' });
    addKey(world, member.id, 'ann');
    const clone = structuredClone(world);
    call('iam', 'TagUser', { UserName: 'ann', Tags: [{ Key: 'a', Value: 'b' }] });
    expect(clone.accounts.get(member.id)?.users.get('ann')?.tags.size).toBe(0);
    expect(clone.sessions.get(admin.accessKeyId)).toEqual(world.sessions.get(admin.accessKeyId));
  });
});
