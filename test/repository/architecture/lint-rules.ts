import { isRoomAllowed, layers, type PartOfSource, partNames, ruleOf, TOP_OF_PART } from './arrows.ts';

/**
 * The overrides of `biome.json` that hold the arrows. A later one takes the place of an earlier one, so a room repeats
 * its part's.
 */
export const lintOverrides = (): readonly object[] =>
  partNames.flatMap((part) => [
    override(`src/${part}/**`, part, patternsOf(part)),
    ...roomsOf(part)
      .filter((room) => room !== TOP_OF_PART)
      .map((room) => override(`src/${part}/${room}/**`, part, [...patternsOf(part), ...roomPatterns(part, room)])),
  ]);

export const roomsOf = (part: PartOfSource): readonly string[] => (layers[part] ?? []).flat();

interface Pattern {
  readonly group: readonly string[];
  readonly message: string;
}

const override = (files: string, part: PartOfSource, patterns: readonly Pattern[]): object => ({
  includes: [files],
  linter: {
    rules: {
      style: {
        noRestrictedImports: { level: 'error', options: { patterns } },
        ...(part === 'core' ? { noRestrictedGlobals: { level: 'error', options: { deniedGlobals } } } : {}),
      },
    },
  },
});

const deniedGlobals = { Date: 'core is told the time', process: 'core is pure', setTimeout: 'core is pure' };

const patternsOf = (part: PartOfSource): readonly Pattern[] => {
  const { packages, why } = ruleOf(part);
  const others = partNames.filter((other) => other !== part).flatMap((other) => partGlobs(part, other));
  return [
    { group: [...(packages === 'none' ? ANY_PACKAGE : packages.flatMap(packageGlobs)), ...others], message: why },
  ];
};

const ANY_PACKAGE = ['**', '!./**', '!../**'];

const packageGlobs = (beginning: string): readonly string[] => [`${beginning}*`, `${beginning}*/**`];

/** By relative paths alone: packages have folders of these names too. */
const partGlobs = (part: PartOfSource, other: PartOfSource): readonly string[] => {
  const allowed = ruleOf(part).imports[other] ?? [];
  if (allowed === 'all') return [];
  return [`../**/${other}/**`, ...allowed.map((file) => `!../**/${other}/${file}`)];
};

/** The rooms that it may not import; those of the same names in another part are none of these. */
const roomPatterns = (part: PartOfSource, room: string): readonly Pattern[] => {
  const refused = roomsOf(part).filter((other) => !isRoomAllowed(part, room, other));
  const others = partNames.filter((other) => other !== part && ruleOf(part).imports[other] !== undefined);
  const rooms = refused.map((other) => (other === TOP_OF_PART ? '../*.ts' : `../**/${other}/**`));
  if (rooms.length === 0) return [];
  const group = [...rooms, ...others.map((other) => `!../**/${other}/**`)];
  return [{ group, message: `${room} stands below these rooms: see docs/architecture.md` }];
};
