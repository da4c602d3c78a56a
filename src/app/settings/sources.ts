import { nearest } from './nearest.ts';
import { parameterNames, stackParameters } from './stack-parameters.ts';
import { settingPaths } from './table.ts';

/** Where a value came from. */
export interface Origin {
  readonly source: 'flag' | 'file' | 'environment' | 'default';
  /** As a person would look for it: `--warn-days`, `keyturn.yaml:3: warnDays`, `KEYTURN_WARN_DAYS`. */
  readonly name: string;
}

/** Names of mappings and places in lists, from the outermost inwards. */
export type PathInFile = readonly (string | number)[];

export interface SettingsFile {
  readonly name: string;
  readonly values: unknown;
  /** The line, from 1, on which something begins; left out where there are no lines. */
  readonly lineOf?: (path: PathInFile) => number | undefined;
}

export interface SettingSources {
  /** Values of the command line, under the flag that gave them. */
  readonly flags: readonly { readonly flag: string; readonly path: string; readonly value: unknown }[];
  /** What the settings file holds, or the stack's parameters; `undefined`: there is none. */
  readonly file: SettingsFile | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** One value given for one setting. */
export interface GivenValue {
  readonly path: string;
  readonly value: unknown;
  readonly origin: Origin;
  /** Where a part of the value came from, of one that a file holds. */
  readonly originOf?: (inside: PathInFile) => Origin;
}

/** One thing wrong, in words that name the value, what is allowed, and what to do. */
export interface SettingProblem {
  readonly path: string;
  /** `undefined`: there was none. */
  readonly value: unknown;
  readonly origin: Origin | undefined;
  /** Names the value, what is allowed, and what to do. */
  readonly message: string;
}

export interface Collected {
  /** First the flags, then the file, then the environment: the first for a path counts. */
  readonly given: readonly GivenValue[];
  readonly problems: readonly SettingProblem[];
}

export const exemptionPaths = [
  'exempt.user',
  'exempt.group',
  'exempt.tag',
  'exempt.path',
  'exempt.account',
  'exempt.ou',
] as const;

const knownPaths: ReadonlySet<string> = new Set([...settingPaths, ...exemptionPaths, 'exemptions']);
/** Whoever writes a file may write them as a mapping. */
const parents: ReadonlySet<string> = new Set(
  [...settingPaths, ...exemptionPaths].flatMap((path) => (path.includes('.') ? path.split('.').slice(0, 1) : [])),
);

/** Every value of every source under the path of its setting; names that mean nothing are problems. */
export const collectValues = (sources: SettingSources): Collected => {
  const given = [...flagValues(sources), ...fileValues(sources), ...environmentValues(sources)];
  const [known, unknown] = [given.filter(isKnown), given.filter((value) => !isKnown(value))];
  const fileProblem = isMappingOrEmpty(sources.file?.values) ? [] : [notAMapping(sources)];
  return { given: known, problems: [...fileProblem, ...unknown.map(unknownSetting)] };
};

const isKnown = ({ path }: GivenValue): boolean => knownPaths.has(path);

const flagValues = ({ flags }: SettingSources): GivenValue[] =>
  flags.map(({ flag, path, value }) => ({
    path: parameterNames[path] ?? path,
    value,
    origin: { source: 'flag', name: flag },
  }));

const fileValues = ({ file }: SettingSources): GivenValue[] => {
  if (file === undefined || !isMapping(file.values)) return [];
  return Object.entries(file.values).flatMap(([name, value]) => {
    if (stackParameters.has(name)) return [];
    const parameter = parameterNames[name];
    // CloudFormation has no "nothing": an empty parameter is one that was not given.
    if (parameter !== undefined && value === '') return [];
    if (!parents.has(name) || !isMapping(value)) return [givenIn(file, [name], { path: parameter ?? name, value })];
    return Object.entries(value).map(([inner, each]) =>
      givenIn(file, [name, inner], { path: `${name}.${inner}`, value: each }),
    );
  });
};

const givenIn = (file: SettingsFile, place: PathInFile, given: Pick<GivenValue, 'path' | 'value'>): GivenValue => {
  const originOf = (inside: PathInFile): Origin => {
    const line = file.lineOf?.([...place, ...inside]);
    const where = line === undefined ? file.name : `${file.name}:${line}`;
    return { source: 'file', name: `${where}: ${place.join('.')}` };
  };
  return { ...given, origin: originOf([]), originOf };
};

/** As KEYTURN_ROTATE_AFTER_DAYS. */
export const variableOf = (path: string): string =>
  `KEYTURN_${path.replace('.', '_').replace(/[A-Z]/g, '_$&').toUpperCase()}`;

const variables: ReadonlyMap<string, string> = new Map(
  [...settingPaths, ...exemptionPaths].map((path) => [variableOf(path), path]),
);

/** Variables of ours that are no settings: what the tests ask of their machine, and the sandbox's time. */
const otherVariables: ReadonlySet<string> = new Set(['KEYTURN_REFEREES', 'KEYTURN_SANDBOX_CLOCK']);

const environmentValues = ({ environment }: SettingSources): GivenValue[] =>
  Object.entries(environment).flatMap(([name, value]) =>
    // An empty variable is, by custom, one that is not set.
    name.startsWith('KEYTURN_') && !otherVariables.has(name) && value !== undefined && value !== ''
      ? [{ path: variables.get(name) ?? name, value, origin: { source: 'environment', name } }]
      : [],
  );

const unknownSetting = ({ path, value, origin }: GivenValue): SettingProblem => {
  const names =
    origin.source === 'environment' ? [...variables.keys()] : [...knownPaths, ...Object.keys(parameterNames)];
  const meant = nearest(path, names);
  const remedy = meant === undefined ? 'remove it' : `did you mean ${meant}?`;
  return { path, value, origin, message: `there is no setting ${path}: ${remedy}` };
};

const notAMapping = ({ file }: SettingSources): SettingProblem => ({
  path: '(file)',
  value: undefined,
  origin: { source: 'file', name: file?.name ?? '' },
  message: 'the file holds no settings: give lines as `rotateAfterDays: 90`',
});

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isMappingOrEmpty = (value: unknown): boolean => value === undefined || value === null || isMapping(value);
