import { posix } from 'node:path';
import { layers, type PartOfSource, partNames } from './arrows.ts';
import { cyclesIn } from './cycles.ts';
import { importsOf, isAllowed, partOf, roomOf } from './imports.ts';
import type { Source } from './sources.ts';

/**
 * More files than this, and nobody finds one by looking. Tests and fixtures stand beside what they test, and do not
 * count.
 */
export const MOST_FILES = 25;

/** A folder of these has one file for each operation of a service. */
const isCounted = (folder: string): boolean => !folder.startsWith('src/sandbox/operations/');

export interface Structure {
  readonly cycles: readonly (readonly string[])[];
  /** Imports that break an arrow, between parts or between rooms. */
  readonly backwards: readonly string[];
  readonly fullest: { readonly folder: string; readonly files: number };
  readonly medianFiles: number;
}

/** Of the files of src, tests and fixtures left out. */
export const structureOf = (sources: readonly Source[]): Structure => {
  const folders = filesByFolder(sources);
  const [[folder, files] = ['', 0]] = folders.filter(([name]) => isCounted(name)).toSorted(([, a], [, b]) => b - a);
  const counts = folders.map(([, count]) => count).toSorted((a, b) => a - b);
  return {
    cycles: cyclesIn(sources),
    backwards: brokenArrows(sources),
    fullest: { folder, files },
    medianFiles: counts[Math.floor(counts.length / 2)] ?? 0,
  };
};

/** What is wrong, in words; none: every limit is kept. */
export const faultsOf = ({ cycles, backwards, fullest }: Structure): readonly string[] => [
  ...cycles.map((files) => `these import each other in a circle: ${files.join(', ')}`),
  ...backwards,
  ...(fullest.files > MOST_FILES ? [`${fullest.folder} has ${fullest.files} files: ${MOST_FILES} at most`] : []),
];

export const brokenArrows = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap((source) =>
    importsOf(source)
      .filter((target) => !isAllowed(source.path, target))
      .map((target) => `${source.path} imports ${target}`),
  );

const filesByFolder = (sources: readonly Source[]): readonly (readonly [folder: string, files: number])[] => {
  const counts = new Map<string, number>();
  for (const { path } of sources) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  return [...counts];
};

export interface Room {
  readonly part: PartOfSource;
  readonly room: string;
  /** Rooms of the same part that it imports. */
  readonly imports: readonly string[];
}

/** The rooms of the parts that have some, from the uppermost to the ground. */
export const roomsIn = (sources: readonly Source[]): readonly Room[] =>
  partNames.flatMap((part) =>
    (layers[part] ?? []).flat().map((room) => ({ part, room, imports: importedRooms(sources, part, room) })),
  );

const importedRooms = (sources: readonly Source[], part: PartOfSource, room: string): readonly string[] => {
  const own = sources.filter(({ path }) => partOf(path) === part && roomOf(path) === room);
  const targets = own.flatMap(importsOf).filter((target) => partOf(target) === part);
  return [...new Set(targets.map(roomOf))].filter((other) => other !== room).sort();
};
