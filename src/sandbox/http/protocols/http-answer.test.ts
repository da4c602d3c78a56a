import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaTraitsObject, StaticStructureSchema } from '@smithy/types';
import { expect, it } from 'vitest';
import { writeHttpAnswer } from './http-answer.ts';

const operation = (members: Record<string, SchemaTraitsObject>) => {
  const traits = Object.values(members);
  const schema: StaticStructureSchema = [
    3,
    'example',
    'Output',
    0,
    Object.keys(members),
    traits.map((each): [0, SchemaTraitsObject] => [0, each]),
  ];
  const unit = NormalizedSchema.of('unit');
  return {
    name: 'Do',
    namespace: 'example',
    input: unit,
    output: NormalizedSchema.of(schema),
    http: ['POST', '/', 201] as const,
  };
};

const json = (_schema: NormalizedSchema, value: unknown) => JSON.stringify(value);

it('members go to the status, the headers and the body, as their schema binds them', () => {
  const members: Record<string, SchemaTraitsObject> = {
    Code: { httpResponseCode: 1 },
    Etag: { httpHeader: 'ETag' },
    Own: { httpPrefixHeaders: 'X-Own-' },
    Rest: {},
  };
  const output = { Code: 202, Etag: 'abc', Own: { a: 'b' }, Rest: 'r', Unknown: 'u' };
  expect(writeHttpAnswer(operation(members), output, json)).toEqual({
    status: 202,
    headers: { etag: 'abc', 'x-own-a': 'b' },
    body: '{"Rest":"r"}',
  });
});

it('a payload is the body as it is, and what is not told is not sent', () => {
  const members: Record<string, SchemaTraitsObject> = { Etag: { httpHeader: 'ETag' }, Payload: { httpPayload: 1 } };
  expect(writeHttpAnswer(operation(members), { Payload: 'raw' }, json)).toEqual({
    status: 201,
    headers: {},
    body: 'raw',
  });
});
