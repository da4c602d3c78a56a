import type { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';

/** For round-trip.test.ts: random values of any shape that an SDK client's schema describes. */
export interface ShapeOptions {
  /** The body is JSON, which can say more than XML and forms can: control characters, structures without members. */
  readonly json: boolean;
  /** A value for this member, or none (`null`), instead of a random one; `undefined` lets it be random. */
  readonly instead: (name: string, member: NormalizedSchema) => fc.Arbitrary<unknown> | null | undefined;
}

type Fields = Record<string, unknown>;

/** Beyond this depth structures have simple members only, where they can. */
const DEEP = 4;

export const structOf = (schema: NormalizedSchema, options: ShapeOptions, depth = 0): fc.Arbitrary<Fields> => {
  if (schema.isUnitSchema()) return fc.constant({});
  const members = membersOf(schema, options, depth);
  const values = members.map(({ name, given, member }) => [name, given ?? anyOf(member, options, depth + 1)] as const);
  if (schema.isUnionSchema()) return fc.oneof(...values.map(([name, value]) => fc.record({ [name]: value })));
  const required = new Set(members.filter((member) => member.required).map(({ name }) => name));
  const [first] = members;
  if (first && required.size === 0 && depth > 0 && !options.json) required.add(first.name);
  return fc.record(Object.fromEntries(values), { requiredKeys: [...required], noNullPrototype: true });
};

interface Member {
  readonly name: string;
  readonly member: NormalizedSchema;
  readonly required: boolean;
  readonly given: fc.Arbitrary<unknown> | undefined;
}

const membersOf = (schema: NormalizedSchema, options: ShapeOptions, depth: number): readonly Member[] => {
  const source = schema.getSchema();
  const count = Array.isArray(source) && typeof source[6] === 'number' ? source[6] : 0;
  const members = [...schema.structIterator()].flatMap(([name, member], index): Member[] => {
    const given = options.instead(name, member);
    return given === null ? [] : [{ name, member, required: index < count || isAlwaysSeen(member), given }];
  });
  const simple = members.filter(({ member }) => isSimple(member));
  return depth > DEEP && simple.length > 0 ? simple : members;
};

/** What is missing is seen all the same: as a token made up, as nothing sent, as no headers found. */
const isAlwaysSeen = (member: NormalizedSchema): boolean => {
  const { httpPayload, httpPrefixHeaders, idempotencyToken } = member.getMergedTraits();
  return Boolean(httpPayload || idempotencyToken || httpPrefixHeaders !== undefined);
};

const isSimple = (schema: NormalizedSchema): boolean =>
  !schema.isListSchema() && !schema.isMapSchema() && !schema.isStructSchema();

const anyOf = (schema: NormalizedSchema, options: ShapeOptions, depth: number): fc.Arbitrary<unknown> => {
  if (schema.isStructSchema()) return structOf(schema, options, depth);
  if (schema.isListSchema()) return listOf(schema, options, depth);
  if (schema.isMapSchema()) return mapOf(schema, options, depth);
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isNumericSchema())
    return fc.oneof(
      fc.integer(),
      fc.integer({ min: -999, max: 999 }).map((n) => n / 8),
    );
  if (schema.isTimestampSchema()) return momentOf(schema);
  if (schema.isBlobSchema()) return fc.uint8Array({ maxLength: 12 });
  if (schema.isStringSchema()) return textOf(schema, options);
  throw new Error(`No values known for ${schema.getName(true)}`);
};

const listOf = (schema: NormalizedSchema, options: ShapeOptions, depth: number): fc.Arbitrary<unknown> => {
  const { xmlFlattened, httpHeader, httpQuery } = schema.getMergedTraits();
  // An empty list is nothing at all where its items stand on their own.
  const minLength = xmlFlattened || httpHeader || httpQuery ? 1 : 0;
  const item = httpHeader ? headerText : anyOf(schema.getValueSchema(), options, depth + 1);
  return fc.array(item, { minLength, maxLength: depth > DEEP ? minLength : 2 });
};

const mapOf = (schema: NormalizedSchema, options: ShapeOptions, depth: number): fc.Arbitrary<unknown> => {
  const inHeaders = schema.getMergedTraits().httpPrefixHeaders !== undefined;
  const key = inHeaders ? fc.stringMatching(/^[a-z][a-z0-9-]{0,7}$/) : fc.string({ minLength: 1, maxLength: 6 });
  const value = inHeaders ? headerText : anyOf(schema.getValueSchema(), options, depth);
  return fc.dictionary(
    key.filter((name) => name !== '__proto__'),
    value,
    { minKeys: 1, maxKeys: 2, noNullPrototype: true },
  );
};

/** Dates in HTTP headers have whole seconds, those in bodies milliseconds. */
const momentOf = (schema: NormalizedSchema): fc.Arbitrary<Date> => {
  const step = schema.getMergedTraits().httpHeader || schema.getSchema() === 6 ? 1000 : 1;
  return fc.integer({ min: 0, max: 4_102_444_800_000 / step }).map((n) => new Date(n * step));
};

const headerText = fc.stringMatching(/^[!#-+\--~]([ -~]{0,8}[!#-+\--~])?$/);

const textOf = (schema: NormalizedSchema, { json }: ShapeOptions): fc.Arbitrary<string> => {
  const { httpHeader, httpLabel, httpQuery, httpPayload, idempotencyToken } = schema.getMergedTraits();
  if (httpHeader) return headerText;
  const text = fc.string({
    unit: 'grapheme',
    minLength: httpLabel || httpPayload || idempotencyToken ? 1 : 0,
    maxLength: 8,
  });
  if (httpLabel) return text.filter((label) => !/(^|\/)\.{0,2}(\/|$)/.test(label));
  return json || httpQuery ? text : text.filter((value) => !/\p{C}/u.test(value));
};
