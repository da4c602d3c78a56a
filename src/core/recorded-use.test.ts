import { expect, test } from 'vitest';
import { replaced } from '../../test/support/decide.ts';
import { now, observe, type Scene } from '../../test/support/observation.ts';
import { recordOfOurRead } from './recorded-use.ts';

const of = (scene: Scene) => recordOfOurRead(observe(scene), now);

test('our read of a successor is dated or not', () => {
  expect(of(replaced({ new: { used: '40d', usedBy: 'secretsmanager' } }))).toBe('dated');
  expect(of(replaced({ new: { used: '1h', usedBy: 'sts' } }))).toBe('dated');
  expect(of(replaced({ new: { used: undefined } }))).toBe('dateless');
});

test('three days after it was stored, and not before', () => {
  const young = (stored: string) =>
    of(replaced({ new: { created: stored, stored, verified: stored, used: undefined } }));
  expect(young('72h')).toBe('dateless');
  expect(young('71h')).toBeUndefined();
});

test.each<[string, Scene]>([
  ['there is no secret', { keys: [{ created: '100d' }] }],
  ['the key is gone', replaced({ new: { gone: true } })],
  ['it is not stored', replaced({ new: { stored: undefined } })],
  ['it is not verified', replaced({ new: { verified: undefined } })],
  ['it could not be read', replaced({ new: { readByOwner: false } })],
])('nothing is known where %s', (_, scene) => {
  expect(of(scene)).toBeUndefined();
});
