import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { ownFolder } from '../../../test/support/own-folder.ts';
import { readPackage } from './package-folder.ts';

let folder: string;
const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

beforeEach(() => {
  folder = ownFolder();
  for (const name of ['CloudFormation', 'Lambda', 'template']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'CloudFormation/main.yaml'), 'A: 1');
  writeFileSync(join(folder, 'Lambda/a.zip'), 'code');
  writeFileSync(join(folder, 'SHA256SUMS'), `${sum('A: 1')}  CloudFormation/main.yaml\n${sum('code')}  Lambda/a.zip\n`);
});

const refusal = (message: string) =>
  expect(readPackage(folder)).rejects.toMatchObject({
    name: 'package-unusable',
    message: expect.stringContaining(message),
  });

it('reads every file that is as its checksum says', async () => {
  const { files } = await readPackage(folder);
  expect(files.map(({ path, sha256 }) => [path, sha256])).toEqual([
    ['CloudFormation/main.yaml', sum('A: 1')],
    ['Lambda/a.zip', sum('code')],
  ]);
});

it('refuses a file that was changed', async () => {
  writeFileSync(join(folder, 'Lambda/a.zip'), 'other code');
  await refusal('Lambda/a.zip is not what SHA256SUMS says');
});

it('refuses a file that nobody listed', async () => {
  writeFileSync(join(folder, 'Lambda/b.zip'), 'more');
  await refusal('Lambda/b.zip is not listed in SHA256SUMS');
});

it('refuses a package that lacks a file, or everything', async () => {
  rmSync(join(folder, 'Lambda/a.zip'));
  await refusal('Lambda/a.zip is missing');
  rmSync(folder, { recursive: true });
  await refusal('there is no package in');
});
