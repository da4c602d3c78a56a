import { XmlShapeDeserializer, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { toUtf8 } from '@smithy/core/serde';
import type { StaticStructureSchema } from '@smithy/types';
import { AwsError } from '../../call.ts';
import { type HttpMessage, parseForm } from '../http-message.ts';
import { formTree } from './form-tree.ts';
import type { Protocol } from './protocol.ts';
import type { OperationModel, ServiceModel } from './service-model.ts';
import { element } from './xml-element.ts';

/** awsQuery: a form goes in, XML comes out. */
export const awsQuery: Protocol = {
  route: (model, request) => model.operations.get(parametersOf(request).find(([name]) => name === 'Action')?.[1] ?? ''),

  parse: async (model, operation, request) => {
    if (operation.input.isUnitSchema()) return {};
    try {
      // A form's tree has the very shape of parsed XML: lists under `member`, maps under `entry`.
      return new XmlShapeDeserializer(settings(model)).readSchema(operation.input, formTree(parametersOf(request)));
    } catch (cause) {
      throw new AwsError('MalformedInput', `Could not read the request: ${String(cause)}`);
    }
  },

  answer: (model, operation, { output, requestId }) => {
    const serializer = new XmlShapeSerializer(settings(model));
    const hasResult = operation.output.isStructSchema();
    serializer.write(envelope(operation), {
      ...(hasResult ? { [`${operation.name}Result`]: output ?? {} } : {}),
      ResponseMetadata: { RequestId: requestId },
    });
    return { status: 200, headers: headersFor(requestId), body: String(serializer.flush()) };
  },

  refuse: (model, error, requestId) => {
    const known = model.errors.get(error.code);
    const status = known?.status ?? error.status;
    const type = status < 500 ? 'Sender' : 'Receiver';
    const fields =
      element('Type', type) + element('Code', known?.code ?? error.code) + element('Message', error.message);
    const content = `<Error>${fields}</Error>${element('RequestId', requestId)}`;
    const body = `<ErrorResponse xmlns="${model.xmlNamespace}">${content}</ErrorResponse>`;
    return { status, headers: headersFor(requestId), body };
  },
};

/** Presigned calls carry their parameters in the query string. */
const parametersOf = (request: HttpMessage): readonly (readonly [string, string])[] => [
  ...request.query,
  ...parseForm(toUtf8(request.body)),
];

const settings = ({ xmlNamespace, service }: ServiceModel) => ({
  timestampFormat: { useTrait: true, default: 5 as const },
  httpBindings: false,
  xmlNamespace,
  serviceNamespace: `com.amazonaws.${service}`,
});

/** `<ListUsersResponse><ListUsersResult>...</ListUsersResult><ResponseMetadata>...` as a schema of its own. */
const envelope = ({ name, namespace, output }: OperationModel): StaticStructureSchema => {
  const metadata: StaticStructureSchema = [3, namespace, 'ResponseMetadata', 0, ['RequestId'], [0]];
  const members = [`${name}Result`, 'ResponseMetadata'];
  return [3, namespace, `${name}Response`, 0, members, [output.getSchema(), metadata]];
};

const headersFor = (requestId: string): Record<string, string> => ({
  'content-type': 'text/xml',
  'x-amzn-requestid': requestId,
});
