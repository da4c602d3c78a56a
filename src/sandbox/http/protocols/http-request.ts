import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { CodecSettings } from '@smithy/types';
import type { HttpMessage } from '../http-message.ts';
import type { Match } from './http-route.ts';

/** Reads a whole body by its schema. */
export type ReadBody = (schema: NormalizedSchema, body: Uint8Array) => unknown;

type Fields = Record<string, unknown>;

/** The input of an operation whose members are spread over path, query, headers and body. */
export const readHttpRequest = async (match: Match, request: HttpMessage, readBody: ReadBody): Promise<Fields> => {
  const { input } = match.operation;
  const members = [...input.structIterator()];
  const fields: Fields = {};
  for (const [name, member] of members) {
    const value = await readMember(member, { name, match, request, readBody });
    if (value !== undefined) fields[name] = value;
  }
  const inBody = members.filter(([, member]) => isInBody(member)).map(([name]) => name);
  if (inBody.length === 0 || request.body.length === 0) return fields;
  const body = (await readBody(input, request.body)) as Fields;
  for (const name of inBody) if (body[name] !== undefined) fields[name] = body[name];
  return fields;
};

const isInBody = (member: NormalizedSchema): boolean => {
  const traits = member.getMergedTraits();
  const elsewhere = traits.httpLabel || traits.httpQuery || traits.httpHeader;
  return !elsewhere && traits.httpPrefixHeaders === undefined && !traits.httpPayload;
};

interface Source {
  readonly name: string;
  readonly match: Match;
  readonly request: HttpMessage;
  readonly readBody: ReadBody;
}

const readMember = (member: NormalizedSchema, { name, match, request, readBody }: Source): unknown => {
  const traits = member.getMergedTraits();
  if (traits.httpLabel)
    return optional(match.labels.get(name), (label) => strings.read(member, decodeURIComponent(label)));
  if (traits.httpHeader)
    return optional(request.headers[traits.httpHeader.toLowerCase()], (text) => strings.read(member, text));
  if (traits.httpPrefixHeaders !== undefined) return prefixed(request.headers, traits.httpPrefixHeaders.toLowerCase());
  if (traits.httpQuery) return readQuery(member, traits.httpQuery, request);
  return traits.httpPayload ? readPayload(member, request.body, readBody) : undefined;
};

const bindings: CodecSettings = { timestampFormat: { useTrait: true, default: 5 }, httpBindings: true };
const strings = new FromStringShapeDeserializer(bindings);

const optional = <T>(text: string | undefined, read: (text: string) => T): T | undefined =>
  text === undefined ? undefined : read(text);

const prefixed = (headers: HttpMessage['headers'], prefix: string): Fields | undefined => {
  const found = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  return found.length === 0
    ? undefined
    : Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
};

const readQuery = (member: NormalizedSchema, name: string, request: HttpMessage): unknown => {
  const values = request.query.filter(([key]) => key === name).map(([, value]) => value);
  if (member.isListSchema())
    return values.length === 0 ? undefined : values.map((value) => strings.read(member.getValueSchema(), value));
  return optional(values[0], (value) => strings.read(member, value));
};

const readPayload = (member: NormalizedSchema, body: Uint8Array, readBody: ReadBody): unknown => {
  if (member.isBlobSchema()) return body;
  if (body.length === 0) return undefined;
  return member.isStringSchema() ? new TextDecoder().decode(body) : readBody(member, body);
};
