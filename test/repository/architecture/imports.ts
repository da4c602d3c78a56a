import { posix } from 'node:path';
import { isRoomAllowed, type PartOfSource, partNames, ruleOf, TOP_OF_PART } from './arrows.ts';
import type { Source } from './sources.ts';

const statement = /(?<!['"\w])(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g;

/** What a file imports, types included: packages by name, own files as `src/core/plan.ts`. */
export const importsOf = ({ path, text }: Source): readonly string[] =>
  [...text.matchAll(statement)].map(([, , target = '']) =>
    target.startsWith('.') ? posix.join(posix.dirname(path), target) : target,
  );

export const isAllowed = (path: string, target: string): boolean => {
  const from = partOf(path);
  if (from === undefined) return false;
  if (!target.startsWith('src/'))
    return !target.startsWith('..') && !isOutside(target) && isPackageAllowed(from, target);
  const to = partOf(target);
  if (to === from) return isRoomAllowed(from, roomOf(path), roomOf(target));
  if (to === undefined || !isPartAllowed(from, to, target)) return false;
  return from === 'cli' || from === 'lambda' || !useCases.test(target);
};

/**
 * Of app, those that do the work: adapters are called by it, and never call it. Of a run's steps they know the shapes
 * only.
 */
const useCases =
  /^src\/app\/(run\/(run|visit)|account\/process-\w+|observe\/(plan-user|observe-user|candidates)|notices\/deliver)\.ts$|^src\/app\/execute\/|^src\/app\/(fan-out\/|run-bucket\/json)/;

const isPartAllowed = (from: PartOfSource, to: PartOfSource, target: string): boolean => {
  const allowed = ruleOf(from).imports[to] ?? [];
  return allowed === 'all' || allowed.some((file) => target === `src/${to}/${file}`);
};

const isPackageAllowed = (from: PartOfSource, name: string): boolean => {
  const { packages } = ruleOf(from);
  return packages !== 'none' && !packages.some((beginning) => name.startsWith(beginning));
};

/** A file of the checkout outside src; package.json holds the version. */
const isOutside = (target: string): boolean => /^(test|scripts|bin|docs|dist|infra|bench)\//.test(target);

export const partOf = (path: string): PartOfSource | undefined =>
  partNames.find((part) => path.startsWith(`src/${part}/`));

/** `execute` of `src/app/execute/rotate.ts`. */
export const roomOf = (path: string): string => {
  const [, , room = '', ...rest] = path.split('/');
  return rest.length === 0 ? TOP_OF_PART : room;
};
