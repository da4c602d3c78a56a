import { parseSettings } from '../../src/app/settings/parse.ts';
import type { Settings } from '../../src/app/settings/settings.ts';
import { ADMIN_EMAIL } from './organization.ts';

/** Settings by their path, as `--set` takes them; the administrators' address is set already. */
export const settingsWith = (given: Readonly<Record<string, unknown>>): Settings => {
  const all = { adminEmail: ADMIN_EMAIL, ...given };
  const flags = Object.entries(all).map(([path, value]) => ({ flag: `--set ${path}`, path, value }));
  const parsed = parseSettings({ flags, file: undefined, environment: {} }, 'apply');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.settings;
};
