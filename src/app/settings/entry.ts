import type * as z from 'zod';

/** One setting: what it takes, and in words for help texts and refusals what it means. */
export interface SettingEntry<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  readonly meaning: string;
  /** Completes "give ...". */
  readonly allowed: string;
  /** What it is called by whoever sets it; if left out, as in the table, below the name of its group. */
  readonly path?: string;
  /** The stack's parameter that sets it, too; none: the deployed form does without the setting. */
  readonly parameter?: string;
  /** It is checked, and is no part of `Settings`. */
  readonly isApart?: true;
}

export type SettingEntries = Readonly<Record<string, SettingEntry>>;

/** Settings that are one field of `Settings` together. */
export interface SettingGroup {
  /** Begins the path of each, as `pace.`. */
  readonly prefix: string;
  readonly entries: SettingEntries;
  /** What the field holds, of the values by their names in the group. */
  readonly shape: (values: never) => unknown;
}

type Shape<E extends SettingEntries> = { readonly [K in keyof E]: z.output<E[K]['schema']> };

/** A group whose field holds its values by their names. */
export const group = <const P extends string, const E extends SettingEntries>(prefix: P, entries: E) =>
  shapedGroup(prefix, entries, (values) => values);

/** A group whose field holds something made of its values. */
export const shapedGroup = <const P extends string, const E extends SettingEntries, R>(
  prefix: P,
  entries: E,
  shape: (values: Shape<E>) => R,
) => ({ prefix, entries, shape });

export type SettingsTable = Readonly<Record<string, SettingEntry | SettingGroup>>;

type PathOf<E, Prefix extends string, K extends string> = E extends { readonly path: infer P extends string }
  ? P
  : `${Prefix}${K}`;

type Pairs<T, Prefix extends string> = {
  [K in keyof T & string]: T[K] extends { readonly prefix: infer P extends string; readonly entries: infer E }
    ? Pairs<E, P>
    : { readonly path: PathOf<T[K], Prefix, K>; readonly entry: T[K] };
}[keyof T & string];

export type PathIn<T> = Pairs<T, ''>['path'];

/** Every value under its path. */
export type ValuesIn<T> = {
  readonly [P in PathIn<T>]: Extract<Pairs<T, ''>, { readonly path: P }>['entry'] extends SettingEntry<infer S>
    ? z.output<S>
    : never;
};

type PartNames<T> = { [K in keyof T]: T[K] extends { readonly isApart: true } ? never : K }[keyof T];

/**
 * Every value in its place. It is made without renaming a field, so that editors show each field's comment in the
 * table.
 */
export type NestedIn<T> = NestedOf<Pick<T, PartNames<T>>>;

type NestedOf<T> = {
  readonly [K in keyof T]: T[K] extends { readonly shape: (values: never) => infer R }
    ? R
    : T[K] extends SettingEntry<infer S>
      ? z.output<S>
      : never;
};

/** Every entry of the table under its path, in the order of the table. */
export const entriesByPath = (table: SettingsTable): readonly (readonly [path: string, entry: SettingEntry])[] =>
  Object.entries(table).flatMap(([name, each]) =>
    'entries' in each ? within(each).map(({ path, entry }) => [path, entry] as const) : [[each.path ?? name, each]],
  );

/** Values of paths, in the shape of the table. */
export const nestedValues = (
  table: SettingsTable,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(table).flatMap(([name, each]) => {
      if ('entries' in each) return [[name, groupValue(each, values)]];
      return each.isApart ? [] : [[name, values[each.path ?? name]]];
    }),
  );

/** What the field of one group holds. */
export const groupValue = <R>(
  each: Omit<SettingGroup, 'shape'> & { readonly shape: (values: never) => R },
  values: Readonly<Record<string, unknown>>,
): R => each.shape(Object.fromEntries(within(each).map(({ name, path }) => [name, values[path]])) as never);

const within = ({ prefix, entries }: Omit<SettingGroup, 'shape'>) =>
  Object.entries(entries).map(([name, entry]) => ({ name, entry, path: entry.path ?? `${prefix}${name}` }));
