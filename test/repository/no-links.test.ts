import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('holds no symbolic link and no file that is ignored: either means something on one machine alone', () => {
  const staged = execFileSync('git', ['ls-files', '--stage'], { encoding: 'utf8' }).trim().split('\n');
  expect(staged.length).toBeGreaterThan(500);
  expect(staged.filter((line) => line.startsWith('120000 '))).toEqual([]);
  expect(execFileSync('git', ['ls-files', '--cached', '--ignored', '--exclude-standard'], { encoding: 'utf8' })).toBe(
    '',
  );
});
