import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ownFolder } from '../../../test/support/own-folder.ts';
import { mailFolder } from './mail-folder.ts';

test('the mails of each demo go to one folder, below the one that people are in', async () => {
  const cwd = ownFolder();
  expect(await mailFolder(cwd)).toBe(join(cwd, 'keyturn-out', 'demo'));
  expect(await mailFolder(cwd)).toBe(join(cwd, 'keyturn-out', 'demo'));
});

test('where no folder can be made, the mails go among the temporary files', async () => {
  const cwd = ownFolder();
  writeFileSync(join(cwd, 'keyturn-out'), 'a file of somebody else');
  const folder = await mailFolder(cwd);
  expect(dirname(folder)).toBe(tmpdir());
  expect(existsSync(folder)).toBe(true);
  rmSync(folder, { recursive: true });
});
