import { z } from 'zod';

/** What one part of a run of random stories counted: so many from the seed `seed` on. */
const partOf = (count: Kind) =>
  z.object({ [count]: z.int().positive(), seed: z.int().nonnegative() }).catchall(z.unknown());

/** Stories of users, and those of whole organizations. */
const kinds = ['schedules', 'organizations'] as const;

type Kind = (typeof kinds)[number];

type Part = Readonly<Record<string, unknown>> & { readonly seed: number };

/**
 * Counters of random stories count as one run, played in parts, on one machine or several; other files are left as they
 * are.
 * @throws when two parts played the same story
 */
export const withPartsAdded = (files: readonly unknown[]): readonly unknown[] => kinds.reduce(withKindAdded, files);

const withKindAdded = (files: readonly unknown[], kind: Kind): readonly unknown[] => {
  const parts = files
    .flatMap((file) => (partOf(kind).safeParse(file).data as Part | undefined) ?? [])
    .toSorted((a, b) => a.seed - b.seed);
  if (parts.length < 2) return files;
  for (const [index, { seed }] of parts.entries()) {
    const before = parts[index - 1];
    if (before && seed < before.seed + Number(before[kind]))
      throw new Error(`story ${seed} was played twice: in the parts that begin with ${before.seed} and ${seed}`);
  }
  return [...files.filter((file) => !partOf(kind).safeParse(file).success), parts.reduce(sumOf)];
};

const sumOf = (sum: Part, next: Part): Part => ({
  ...Object.fromEntries(Object.entries(next).map(([name, value]) => [name, plus(sum[name], value)])),
  seed: sum.seed,
});

/** Of what is no number in both, the later. */
const plus = (a: unknown, b: unknown): unknown => (typeof a === 'number' && typeof b === 'number' ? a + b : b);
