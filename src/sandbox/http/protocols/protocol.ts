import type { AwsError } from '../../call.ts';
import type { HttpAnswer, HttpMessage } from '../http-message.ts';
import type { OperationModel, ServiceModel } from './service-model.ts';

/** How the requests and answers of a service look; each knows services by their schemas only. */
export interface Protocol {
  /** The operation that a request asks for; undefined if the service has none such. */
  route(model: ServiceModel, request: HttpMessage): OperationModel | undefined;
  /** The operation's input in the SDK's shape; throws what a malformed request deserves. */
  parse(model: ServiceModel, operation: OperationModel, request: HttpMessage): Promise<unknown>;
  answer(model: ServiceModel, operation: OperationModel, reply: Reply): HttpAnswer;
  refuse(model: ServiceModel, error: AwsError, requestId: string): HttpAnswer;
}

/** An operation's output in the SDK's shape, and the id of the request it answers. */
export interface Reply {
  readonly output: unknown;
  readonly requestId: string;
}
