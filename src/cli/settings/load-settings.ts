import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Fault } from '../../app/faults/fault.ts';
import { type ParsedSettings, parseSettings } from '../../app/settings/parse.ts';
import type { SettingProblem, SettingSources } from '../../app/settings/sources.ts';
import type { Io } from '../terminal/io.ts';
import { readYaml } from './read-yaml.ts';

export type LoadedSettings = Extract<ParsedSettings, { ok: true }>;

const DEFAULT_FILE = 'keyturn.yaml';

interface LoadOptions {
  readonly flags: SettingSources['flags'];
  /** As given by --config; without it keyturn.yaml is read where it exists. */
  readonly config: string | undefined;
  readonly purpose: 'plan' | 'apply';
}

/** Settings from flags, file and environment. Throws one {@link Fault} that lists everything wrong with them. */
export const loadSettings = async (io: Io, { flags, config, purpose }: LoadOptions): Promise<LoadedSettings> => {
  const file = await readSettingsFile(io, config);
  const parsed = parseSettings({ flags, file, environment: io.env }, purpose);
  if (parsed.ok) return parsed;
  const { problems } = parsed;
  const count = problems.length === 1 ? 'a setting is wrong' : `${problems.length} settings are wrong`;
  throw new Fault('settings-refused', [`${count}:`, ...problems.map(problemLine)].join('\n'));
};

const problemLine = ({ message, origin }: SettingProblem): string =>
  origin === undefined ? `  ${message}` : `  ${message} (from ${origin.name})`;

const readSettingsFile = async (io: Io, config: string | undefined): Promise<SettingSources['file']> => {
  const name = config ?? DEFAULT_FILE;
  const text = await readText(resolve(io.cwd, name), { name, mayBeMissing: config === undefined });
  if (text === undefined) return undefined;
  return readYaml(name, text);
};

const readText = async (
  path: string,
  { name, mayBeMissing }: { readonly name: string; readonly mayBeMissing: boolean },
): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' && mayBeMissing) return undefined;
    throw new Fault('file-unreadable', `${name} cannot be read: ${reasons[code] ?? code}`);
  }
};

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission',
  EISDIR: 'it is a directory',
};
