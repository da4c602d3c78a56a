import { ToStringShapeSerializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { CodecSettings } from '@smithy/types';
import type { HttpAnswer } from '../http-message.ts';
import type { OperationModel } from './service-model.ts';

export type WriteBody = (schema: NormalizedSchema, value: unknown) => string | Uint8Array;

type Fields = Record<string, unknown>;
type Bound = { -readonly [K in keyof HttpAnswer]: HttpAnswer[K] } & { headers: Record<string, string> };

/** Spreads an operation's output over status, headers and body. */
export const writeHttpAnswer = ({ output, http }: OperationModel, value: Fields, writeBody: WriteBody): HttpAnswer => {
  const answer: Bound = { status: http?.[2] ?? 200, headers: {}, body: '' };
  if (output.isUnitSchema()) return answer;
  const body: Fields = {};
  let hasBody = false;
  for (const [name, member] of output.structIterator()) {
    const bound = bindMember(member, value[name], answer, writeBody);
    hasBody ||= !bound;
    if (!bound && value[name] != null) body[name] = value[name];
  }
  return hasBody ? { ...answer, body: writeBody(output, body) } : answer;
};

/** False if the member belongs in the body's structure. */
const bindMember = (member: NormalizedSchema, value: unknown, answer: Bound, writeBody: WriteBody): boolean => {
  const { httpHeader, httpPrefixHeaders, httpPayload, httpResponseCode } = member.getMergedTraits();
  if (!httpHeader && httpPrefixHeaders === undefined && !httpPayload && !httpResponseCode) return false;
  if (value == null) return true;
  if (httpHeader) answer.headers[httpHeader.toLowerCase()] = headerText(member, value);
  else if (httpPrefixHeaders !== undefined)
    for (const [name, text] of Object.entries(value))
      answer.headers[(httpPrefixHeaders + name).toLowerCase()] = String(text);
  else if (httpResponseCode) answer.status = Number(value);
  else answer.body = isRaw(value) ? value : writeBody(member, value);
  return true;
};

const isRaw = (value: unknown): value is string | Uint8Array =>
  typeof value === 'string' || value instanceof Uint8Array;

const bindings: CodecSettings = { timestampFormat: { useTrait: true, default: 5 }, httpBindings: true };
const strings = new ToStringShapeSerializer(bindings);

const headerText = (member: NormalizedSchema, value: unknown): string => {
  strings.write(member, value);
  return strings.flush();
};
