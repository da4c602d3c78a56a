import type { Mask } from './mask.ts';

export interface JsonReading {
  readonly mask: Mask;
  /** Texts of several words are pinned too: they are stored, and fixed. */
  readonly isExact?: boolean;
}

/**
 * Every field of a JSON value with what it holds: `users[].step = ROTATE`, `users[].message: words`, `summary.keys:
 * number`.
 */
export const jsonNames = (value: unknown, reading: JsonReading, path = ''): readonly string[] => {
  if (typeof value === 'string') return textNames(value, reading, path);
  if (typeof value !== 'object' || value === null) return [`${path}: ${value === null ? 'null' : typeof value}`];
  if (Array.isArray(value))
    return value.length === 0 ? [`${path}: list`] : value.flatMap((item) => jsonNames(item, reading, `${path}[]`));
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  if (fields.length === 0) return [`${path}: object`];
  return fields.flatMap(([name, field]) => {
    const masked = CALL.test(name) ? '<CALL>' : reading.mask(name);
    return jsonNames(field, reading, path === '' ? masked : `${path}.${masked}`);
  });
};

/** A text without a space is a name too; one that holds JSON is looked into. */
const textNames = (text: string, reading: JsonReading, path: string): readonly string[] => {
  const inner = jsonIn(text);
  if (inner !== undefined) return jsonNames(inner, reading, `${path}{}`);
  const masked = reading.mask(text);
  if (masked === '') return [`${path}: nothing`];
  return [reading.isExact || /^\S{1,200}$/.test(masked) ? `${path} = ${masked}` : `${path}: words`];
};

/** Lists and objects only: `90` is a text. */
const jsonIn = (text: string): unknown => {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Counts by operation have its name for a field. */
const CALL = /^(?!aws:)[a-z0-9]+:[A-Z][A-Za-z0-9]+$/;
