import { posix } from 'node:path';
import type { Source } from './sources.ts';

export const parts = ['core', 'app', 'aws', 'notify', 'sandbox', 'cli', 'lambda'] as const;

type Part = (typeof parts)[number];

/** Who may import whom, besides itself; and which packages, by a pattern. */
const arrows: Readonly<Record<Part, { readonly parts: readonly Part[]; readonly packages: RegExp }>> = {
  core: { parts: [], packages: /^$/ },
  app: { parts: ['core'], packages: /^(?!@aws|@smithy|node:)/ },
  aws: { parts: ['core', 'app'], packages: /^/ },
  notify: { parts: ['core', 'app'], packages: /^(?!@aws|@smithy)/ },
  sandbox: { parts: ['core', 'app'], packages: /^/ },
  cli: { parts: ['core', 'app', 'aws', 'notify', 'sandbox'], packages: /^(?!@aws|@smithy)/ },
  lambda: { parts: ['core', 'app', 'aws', 'notify'], packages: /^(?!@aws-sdk|@smithy)/ },
};

/** What core must not even name. */
export const forbidden: readonly RegExp[] = [
  /\bnew Date\b|\bDate\.\w/,
  /\bMath\.random\b|\bcrypto\b/,
  /\bprocess\./,
  /\bset(Timeout|Interval|Immediate)\b/,
  /\bperformance\./,
];

/** Of app, those that do the work: adapters are called by it, and never call it. Of a run's steps they know the shapes only. */
const useCases =
  /^src\/app\/(run|visit|work-\w+|carry-out|plan-user|observe|discover|deliver)\.ts$|^src\/app\/steps\/|^src\/app\/fan-out\/(?!ports|documents|keys)/;

const statement = /(?:\bfrom|\bimport)\s*\(?\s*(['"])([^'"\n]+)\1/g;

/** What a file imports, types included: packages by name, own files as `src/core/plan.ts`. */
export const importsOf = ({ path, text }: Source): readonly string[] =>
  [...text.matchAll(statement)].map(([, , target = '']) =>
    target.startsWith('.') ? posix.join(posix.dirname(path), target) : target,
  );

export const isAllowed = (path: string, target: string): boolean => {
  const from = partOf(path);
  if (from === undefined) return false;
  if (!target.startsWith('src/'))
    return !target.startsWith('..') && !isOutside(target) && arrows[from].packages.test(target);
  const to = partOf(target);
  if (to === from) return true;
  if (to === undefined || !arrows[from].parts.includes(to)) return false;
  return from === 'cli' || from === 'lambda' || !useCases.test(target);
};

/** A file of the checkout outside src; package.json holds the version. */
const isOutside = (target: string): boolean => /^(test|scripts|bin|docs|dist|infra|bench)\//.test(target);

const partOf = (path: string): Part | undefined => parts.find((part) => path.startsWith(`src/${part}/`));
