import { describe, expect, it } from 'vitest';
import { settingsOf } from './assemble.ts';
import { entriesByPath, group, nestedValues } from './entry.ts';
import { parseSettings } from './parse.ts';
import { type SettingSources, variableOf } from './sources.ts';
import { parameterNames } from './stack-parameters.ts';
import { type SettingValues, settingEntries, settingPaths, settingTable } from './table.ts';

const none: SettingSources = { flags: [], file: undefined, environment: {} };

/** The texts in an object, however deep. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [String(value)];

/** Something that the setting takes: of the first that fits, as text, as variables and stack parameters are. */
const samples = [
  '100',
  'true',
  'false',
  'a@example.com',
  '111122223333',
  'o-a1b2c3d4e5',
  'eu-west-1',
  'example.com',
  'alias/a',
  'abc',
  'role/ops/rotator',
  'ci@/machines/=role/deploy/runner',
];
const taken = (path: keyof SettingValues): string => {
  const { schema } = settingEntries[path];
  const texts = [String(schema.safeParse(undefined).data ?? ''), ...samples];
  const [first] = texts.filter((each) => each !== '' && schema.safeParse(each).success);
  return first ?? '';
};

describe('the table of settings', () => {
  it('fills every field of Settings from one entry, and each entry ends in a field or is said to be apart', () => {
    const marks = Object.fromEntries(settingPaths.map((path) => [path, `<${path}>`])) as unknown as SettingValues;
    const marksIn = (text: string) => [...text.matchAll(/<([^<>]+)>/g)].map(([, path]) => path);
    const fields = textsIn(settingsOf(marks, [])).map(marksIn);
    const apart = settingPaths.filter((path) => settingEntries[path].isApart);
    // The prefix of the templates is part of two fields, before the name of the file.
    const last = fields.map((each) => each.at(-1));
    expect(last).not.toContain(undefined);
    expect(new Set(last).size).toBe(last.length);
    expect([...new Set([...fields.flat(), ...apart])].sort()).toEqual([...settingPaths].sort());
    expect(fields.flat().filter((path) => apart.some((each) => each === path))).toEqual([]);
  });

  it('names no path twice, and no stack parameter', () => {
    const entries = entriesByPath(settingTable);
    const parameters = entries.flatMap(([, { parameter }]) => parameter ?? []);
    expect(entries.map(([path]) => path)).toEqual(settingPaths);
    expect(new Set(parameters).size).toBe(parameters.length);
    expect(parameters.length).toBeGreaterThan(30);
    for (const [path, { parameter }] of entries)
      expect(parameter === undefined ? path : parameterNames[parameter]).toBe(path);
  });

  it.each(settingPaths)('has %s read from a flag, the file, a variable and its stack parameter', (path) => {
    const value = taken(path);
    const { parameter } = settingEntries[path];
    const file = (values: unknown): SettingSources => ({ ...none, file: { name: 'keyturn.yaml', values } });
    const [parent = '', name] = path.split('.');
    const sources: readonly SettingSources[] = [
      { ...none, flags: [{ flag: `--set ${path}`, path, value }] },
      file(name === undefined ? { [parent]: value } : { [parent]: { [name]: value } }),
      { ...none, environment: { [variableOf(path)]: value } },
      ...(parameter === undefined ? [] : [file({ [parameter]: value })]),
    ];
    const sayings = sources.map((each) => {
      const parsed = parseSettings(each);
      return parsed.ok ? parsed.origins[path]?.source : parsed.problems.map(({ message }) => message);
    });
    // Replicas take nothing yet but an empty list, and what is empty was not given.
    const said = ['flag', 'file', 'environment', 'file'].slice(0, sources.length);
    expect(sayings).toEqual(path === 'replicas' ? ['flag', 'file', 'default', 'default'] : said);
  });

  it('puts a setting that is new into the right field, whatever its path is', () => {
    const { adopt, pace } = settingTable;
    const table = {
      adopt,
      colour: { ...adopt, path: 'shade' },
      left: { ...adopt, isApart: true as const },
      speed: group('speed.', { most: pace.entries.accountKeys, least: { ...adopt, path: 'slowest' } }),
    };
    expect(entriesByPath(table).map(([path]) => path)).toEqual(['adopt', 'shade', 'left', 'speed.most', 'slowest']);
    expect(nestedValues(table, { adopt: 1, shade: 2, left: 3, 'speed.most': 4, slowest: 5 })).toEqual({
      adopt: 1,
      colour: 2,
      speed: { most: 4, least: 5 },
    });
  });
});
