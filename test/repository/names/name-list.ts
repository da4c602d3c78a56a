/** Names, each under what it is a name of: `keys of the run bucket`, `tags`. */
export interface NameList {
  readonly add: (kind: string, ...names: readonly string[]) => void;
  /** The whole list: kinds in order, and below each its names. */
  readonly text: () => string;
}

export const createNameList = (): NameList => {
  const kinds = new Map<string, Set<string>>();
  return {
    add: (kind, ...names) => {
      const known = kinds.get(kind) ?? new Set();
      for (const name of names) known.add(name.replaceAll('\n', '\\n'));
      if (known.size > 0) kinds.set(kind, known);
    },
    text: () =>
      [...kinds]
        .sort(byName)
        .map(([kind, names]) => [kind, ...[...names].sort().map((name) => `  ${name}`), ''].join('\n'))
        .join('\n'),
  };
};

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

export interface Difference {
  readonly gone: readonly string[];
  readonly fresh: readonly string[];
}

/** What one list has and the other has not, each with its kind in front. */
export const differenceOf = (before: string, after: string): Difference => {
  const [old, now] = [new Set(linesOf(before)), new Set(linesOf(after))];
  return { gone: [...old].filter((line) => !now.has(line)), fresh: [...now].filter((line) => !old.has(line)) };
};

const linesOf = (text: string): readonly string[] => {
  let kind = '';
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('  ')) return [`${kind}: ${line.trim()}`];
    kind = line;
    return [];
  });
};
