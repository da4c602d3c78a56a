import { beforeEach, describe, expect, test } from 'vitest';
import type { RunStore } from '../../app/run-bucket/ports.ts';
import { addBucket, all, type InSandbox, inSandbox, MANAGEMENT, putObject } from '../in-sandbox.fixture.ts';
import { s3RunStore } from './run-store.ts';

let sandbox: InSandbox;
let store: RunStore;
const storeOf = (bucket: string, owner: string = MANAGEMENT) =>
  s3RunStore(sandbox.clientFactory({ service: 's3', region: 'us-east-1' }), { bucket, owner });

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
