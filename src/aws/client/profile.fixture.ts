import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import { ownFolder } from '../../../test/support/own-folder.ts';

/** Makes these lines the profile in use, and the only one, until the environment is unstubbed. */
export const stubProfile = async (...lines: readonly string[]): Promise<void> => {
  const file = join(ownFolder(), 'config');
  await writeFile(file, ['[profile work]', ...lines, ''].join('\n'));
  vi.stubEnv('AWS_CONFIG_FILE', file);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_PROFILE', 'work');
};
