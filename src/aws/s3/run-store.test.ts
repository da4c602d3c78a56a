import { beforeEach, describe, expect, test } from 'vitest';
import type { RunStore } from '../../app/run-bucket/ports.ts';
import { addBucket, all, type InSandbox, inSandbox, MANAGEMENT, putObject } from '../in-sandbox.fixture.ts';
import { s3RunStore } from './run-store.ts';

let sandbox: InSandbox;
let store: RunStore;
const RUN = { id: 'a', seal: 'seal-1' };
const storeOf = (bucket: string, owner: string = MANAGEMENT, run: typeof RUN | undefined = RUN) =>
  s3RunStore(sandbox.clientFactory({ service: 's3', region: 'us-east-1' }), { bucket, owner, run });

beforeEach(() => {
  sandbox = inSandbox();
  addBucket(sandbox.world, MANAGEMENT, { name: 'runs' });
  store = storeOf('runs');
});

test('what was written is read again, to the letter, and a second text replaces the first', async () => {
  await store.write('runs/a/x.json', '{"name":"Grüße \u2028 💌"}');
  expect(await store.read('runs/a/x.json')).toBe('{"name":"Grüße \u2028 💌"}');
  await store.write('runs/a/x.json', '[]');
  expect(await store.read('runs/a/x.json')).toBe('[]');
});

test('an object that is not there is absence; a bucket that is not there is an error', async () => {
  expect(await store.read('runs/a/none.json')).toBeUndefined();
  await expect(storeOf('elsewhere').read('runs/a/none.json')).rejects.toMatchObject({ code: 'NoSuchBucket' });
  await expect(storeOf('elsewhere').write('x', '')).rejects.toMatchObject({ code: 'NoSuchBucket' });
});

describe('a document of a run', () => {
  const KEY = 'runs/a/manifest.json';
  const object = () => sandbox.world.buckets.get('runs')?.objects.get(KEY);
  const plant = (key: string, metadata: Readonly<Record<string, string>> = {}) =>
    putObject(sandbox.world, 'runs', { key, body: '{"planted":true}', metadata });
  const foreign = {
    name: 'run-document-foreign',
    message: `${KEY} in the run bucket does not bear the seal of this run`,
  };

  test('bears a seal that does not tell what it was made with', async () => {
    await store.write(KEY, '{}');
    expect(object()?.metadata['keyturn-seal']).toMatch(/^[\da-f]{64}$/);
    expect(JSON.stringify(object()?.metadata)).not.toContain(RUN.seal);
  });

  test.each<[string, () => unknown]>([
    ['that somebody else put there', () => plant(KEY)],
    ['with a seal that is none', () => plant(KEY, { 'keyturn-seal': 'x' })],
    ['with a seal of the right length', () => plant(KEY, { 'keyturn-seal': '0'.repeat(64) })],
    ['whose content was changed', () => plant(KEY, { ...object()?.metadata })],
    ['that another run left', () => storeOf('runs', MANAGEMENT, { ...RUN, seal: 'seal-2' }).write(KEY, '{}')],
  ])('%s is not believed', async (_, interfere) => {
    await store.write(KEY, '{}');
    await interfere();
    await expect(store.read(KEY)).rejects.toMatchObject(foreign);
  });

  test('counts in no other place', async () => {
    await store.write('runs/a/outbox/1/0-0.json', '{}');
    const objects = sandbox.world.buckets.get('runs')?.objects;
    const elsewhere = objects?.get('runs/a/outbox/1/0-0.json');
    if (elsewhere !== undefined) objects?.set(KEY, elsewhere);
    await expect(store.read(KEY)).rejects.toMatchObject(foreign);
  });

  test('of another run is neither written nor read, and of no run none is written', async () => {
    await expect(store.read('runs/b/manifest.json')).rejects.toThrow('no document of the run a');
    await expect(store.write('runs/ab/manifest.json', '{}')).rejects.toThrow('no document of the run a');
    const without = s3RunStore(sandbox.clientFactory({ service: 's3', region: 'us-east-1' }), {
      bucket: 'runs',
      owner: MANAGEMENT,
    });
    await expect(without.write(KEY, '{}')).rejects.toThrow('would be written without its seal');
    await expect(storeOf('runs', MANAGEMENT, { ...RUN, seal: '' }).write(KEY, '{}')).rejects.toThrow('without a seal');
  });

  test('is told apart from what outlives runs, which bears none', async () => {
    await store.write('key-counts.json', '{}');
    expect(sandbox.world.buckets.get('runs')?.objects.get('key-counts.json')?.metadata).toEqual({});
    plant('key-counts.json');
    expect(await store.read('key-counts.json')).toBe('{"planted":true}');
  });
});

test('a bucket that is another account’s is refused in every request', async () => {
  const other = storeOf('runs', '999999999999');
  const requests = [
    () => other.write('x', ''),
    () => other.read('x'),
    () => all(other.keys('runs/')),
    () => all(other.folders('runs/')),
  ];
  for (const request of requests) await expect(request()).rejects.toMatchObject({ kind: 'denied' });
});

test('a refusal is no absence', async () => {
  const denied = inSandbox({
    before: ({ operation }) => {
      if (operation !== 'GetObject') return;
      throw Object.assign(new Error('Access Denied'), {
        name: 'AccessDenied',
        $fault: 'client',
        $metadata: { httpStatusCode: 403 },
      });
    },
  });
  addBucket(denied.world, MANAGEMENT, { name: 'runs' });
  const client = denied.clientFactory({ service: 's3', region: 'us-east-1' });
  await expect(s3RunStore(client, { bucket: 'runs', owner: MANAGEMENT }).read('x')).rejects.toMatchObject({
    kind: 'denied',
  });
});

test('folders below a prefix come from all pages, each once, and without the objects beside them', async () => {
  const folders = Array.from({ length: 1_001 }, (_, n) => `runs/${String(n).padStart(8, '0')}-scheduled/`);
  for (const folder of folders)
    for (const name of ['manifest.json', 'visited/1/0.json'])
      putObject(sandbox.world, 'runs', { key: `${folder}${name}`, body: '{}' });
  for (const key of ['runs/beside.json', 'other/x/y.json']) putObject(sandbox.world, 'runs', { key, body: '{}' });
  expect(await all(store.folders('runs/'))).toEqual(folders);
  expect(await all(store.folders('none/'))).toEqual([]);
});

describe('keys below a prefix', () => {
  test('come from all pages, and from no other run', async () => {
    const keys = Array.from({ length: 1_001 }, (_, n) => `runs/a/visited/${String(n).padStart(12, '0')}/0.json`);
    for (const key of [...keys, 'runs/ab/visited/1/0.json']) putObject(sandbox.world, 'runs', { key, body: '{}' });
    expect(await all(store.keys('runs/a/'))).toEqual(keys);
  });

  test('are none where nothing is', async () => {
    expect(await all(store.keys('runs/none/'))).toEqual([]);
  });
});
