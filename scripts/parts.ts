import { z } from 'zod';

/** What one part of a run of random stories counted: the stories of the seeds from `seed` on. */
const part = z.object({ schedules: z.int().positive(), seed: z.int().nonnegative() }).catchall(z.unknown());

type Part = z.infer<typeof part>;

/**
 * Counters of random stories count as one run, played in parts, on one machine or several; other files are left as they
 * are.
 * @throws when two parts played the same story
 */
export const withPartsAdded = (files: readonly unknown[]): readonly unknown[] => {
  const parts = files.flatMap((file) => part.safeParse(file).data ?? []).toSorted((a, b) => a.seed - b.seed);
  if (parts.length < 2) return files;
  for (const [index, { seed }] of parts.entries()) {
    const before = parts[index - 1];
    if (before && seed < before.seed + before.schedules)
      throw new Error(`story ${seed} was played twice: in the parts that begin with ${before.seed} and ${seed}`);
  }
  return [...files.filter((file) => !part.safeParse(file).success), parts.reduce(sumOf)];
};

const sumOf = (sum: Part, next: Part): Part => ({
  ...Object.fromEntries(Object.entries(next).map(([name, value]) => [name, plus(sum[name], value)])),
  schedules: sum.schedules + next.schedules,
  seed: sum.seed,
});

/** Of what is no number in both, the later. */
const plus = (a: unknown, b: unknown): unknown => (typeof a === 'number' && typeof b === 'number' ? a + b : b);
