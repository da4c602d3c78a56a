import { AwsError } from '../../call.ts';
import { writeHttpAnswer } from './http-answer.ts';
import { readHttpRequest } from './http-request.ts';
import { matchRoute } from './http-route.ts';
import { jsonBody } from './json-body.ts';
import type { Protocol } from './protocol.ts';

const json = jsonBody({ jsonName: true, httpBindings: true });

/** restJson1: path, query and headers carry some members, a JSON body the rest. */
export const restJson: Protocol = {
  route: (model, request) => matchRoute(model, request)?.operation,

  parse: async (model, operation, request) => {
    const match = matchRoute(model, request);
    if (!match || operation.input.isUnitSchema()) return {};
    try {
      return await readHttpRequest(match, request, json.read);
    } catch (cause) {
      throw new AwsError('SerializationException', `Could not read the request: ${String(cause)}`);
    }
  },

  answer: (_model, operation, { output, requestId }) => {
    const answer = writeHttpAnswer(operation, { ...(output ?? {}) }, json.write);
    return { ...answer, headers: { ...headersFor(requestId), ...answer.headers } };
  },

  refuse: (model, error, requestId) => {
    const known = model.errors.get(error.code);
    return {
      status: known?.status ?? error.status,
      headers: { ...headersFor(requestId), 'x-amzn-errortype': error.code },
      body: JSON.stringify({ [known?.messageName ?? 'message']: error.message, ...error.fields }),
    };
  },
};

const headersFor = (requestId: string): Record<string, string> => ({
  'content-type': 'application/json',
  'x-amzn-requestid': requestId,
});
