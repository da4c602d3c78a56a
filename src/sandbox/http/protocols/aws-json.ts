import { AwsError } from '../../call.ts';
import { jsonBody } from './json-body.ts';
import type { Protocol } from './protocol.ts';

const json = jsonBody({ jsonName: false, httpBindings: false });

/** awsJson1.0 and awsJson1.1: the operation stands in X-Amz-Target, everything else in the body. */
export const awsJson: Protocol = {
  // botocore writes some prefixes in full (com.amazonaws.cloudtrail...), so only the last part counts.
  route: (model, request) => model.operations.get(request.headers['x-amz-target']?.split('.').at(-1) ?? ''),

  parse: async (_model, operation, request) => {
    if (operation.input.isUnitSchema() || request.body.length === 0) return {};
    try {
      return await json.read(operation.input, request.body);
    } catch (cause) {
      throw new AwsError('SerializationException', `Could not read the request: ${String(cause)}`);
    }
  },

  answer: (_model, { output: schema }, { output, requestId }) => ({
    status: 200,
    headers: headersFor(requestId),
    body: schema.isUnitSchema() ? '{}' : json.write(schema, output ?? {}),
  }),

  refuse: (model, error, requestId) => {
    const messageName = model.errors.get(error.code)?.messageName ?? 'message';
    const body = JSON.stringify({ __type: error.code, [messageName]: error.message, ...error.fields });
    return { status: error.status, headers: headersFor(requestId), body };
  },
};

const headersFor = (requestId: string): Record<string, string> => ({
  'content-type': 'application/x-amz-json-1.1',
  'x-amzn-requestid': requestId,
});
