import { XmlShapeDeserializer, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { AwsError } from '../../call.ts';
import { writeHttpAnswer } from './http-answer.ts';
import { readHttpRequest } from './http-request.ts';
import { matchRoute } from './http-route.ts';
import type { Protocol } from './protocol.ts';
import type { ServiceModel } from './service-model.ts';
import { element } from './xml-element.ts';

/** restXml as S3 speaks it, in path style. */
export const restXml: Protocol = {
  route: (model, request) => matchRoute(model, request)?.operation,

  parse: async (model, operation, request) => {
    const match = matchRoute(model, request);
    if (!match || operation.input.isUnitSchema()) return {};
    try {
      return await readHttpRequest(match, request, (schema, body) =>
        new XmlShapeDeserializer(settings(model)).read(schema, body),
      );
    } catch {
      const message = 'The XML you provided was not well-formed or did not validate against our published schema';
      throw new AwsError('MalformedXML', message);
    }
  },

  answer: (model, operation, { output, requestId }) => {
    const answer = writeHttpAnswer(operation, { ...(output ?? {}) }, (schema, value) => {
      const serializer = new XmlShapeSerializer(settings(model));
      serializer.write(schema, value);
      return declaration + serializer.flush();
    });
    const type = typeof answer.body === 'string' && answer.body.startsWith(declaration) ? xmlType : {};
    return { ...answer, headers: { ...headersFor(requestId), ...type, ...answer.headers } };
  },

  refuse: (model, error, requestId) => {
    const fields = element('Code', error.code) + element('Message', error.message) + element('RequestId', requestId);
    return {
      status: model.errors.get(error.code)?.status ?? error.status,
      headers: { ...headersFor(requestId), ...xmlType },
      body: `${declaration}<Error>${fields}${element('HostId', hostId)}</Error>`,
    };
  },
};

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const hostId = 'keyturn-sandbox';
const xmlType = { 'content-type': 'application/xml' };

const headersFor = (requestId: string): Record<string, string> => ({
  'x-amz-request-id': requestId,
  'x-amz-id-2': hostId,
});

const settings = ({ xmlNamespace, service }: ServiceModel) => ({
  timestampFormat: { useTrait: true, default: 5 as const },
  httpBindings: true,
  xmlNamespace,
  serviceNamespace: `com.amazonaws.${service}`,
});
