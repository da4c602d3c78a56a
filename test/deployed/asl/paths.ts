/** The part of JSONPath that a run's definition uses: `$`, `$.a.b`, `$.a[0]`, and `$$.` for the context object. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };

export interface AslScope {
  readonly input: Json;
  readonly context: Json;
}

export class AslError extends Error {
  readonly error: string;
  constructor(error: string, cause: string) {
    super(cause);
    this.name = error;
    this.error = error;
  }
}

/** `undefined`: there is nothing at that path. */
export const find = (path: string, { input, context }: AslScope): Json | undefined => {
  const isContext = path.startsWith('$$');
  let found: Json | undefined = isContext ? context : input;
  for (const step of stepsOf(isContext ? path.slice(1) : path)) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string | number, Json>)[step];
  }
  return found;
};

export const read = (path: string, scope: AslScope): Json => {
  const found = find(path, scope);
  if (found === undefined) throw new AslError('States.Runtime', `there is nothing at ${path}`);
  return found;
};

/** `input` with `value` at a path of plain fields. */
export const withValue = (path: string, input: Json, value: Json): Json => {
  const [step, ...rest] = stepsOf(path);
  if (step === undefined) return value;
  const object = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
  const inner = (object as Record<string, Json>)[step] ?? {};
  return { ...object, [step]: rest.length === 0 ? value : withValue(`$.${rest.join('.')}`, inner, value) };
};

const stepsOf = (path: string): readonly (string | number)[] => {
  if (!/^\$(\.\w+|\[\d+\])*$/.test(path)) throw new Error(`the path ${path} is none that this engine knows`);
  return [...path.matchAll(/\.(\w+)|\[(\d+)\]/g)].map(([, field, index]) => field ?? Number(index));
};
