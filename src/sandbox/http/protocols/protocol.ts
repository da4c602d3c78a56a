import type { AwsError } from '../../call.ts';
import type { WireAnswer, WireRequest } from '../http-message.ts';
import type { OperationModel, ServiceModel } from './service-model.ts';

/** How the requests and answers of a service look; each knows services by their schemas only. */
export interface Protocol {
  /** The operation that a request asks for; undefined if the service has none such. */
  route(model: ServiceModel, request: WireRequest): OperationModel | undefined;
  /** The operation's input in the SDK's shape; throws what a malformed request deserves. */
  parse(model: ServiceModel, operation: OperationModel, request: WireRequest): Promise<unknown>;
  answer(model: ServiceModel, operation: OperationModel, reply: Reply): WireAnswer;
  refuse(model: ServiceModel, error: AwsError, requestId: string): WireAnswer;
}

/** An operation's output in the SDK's shape, and the id of the request it answers. */
export interface Reply {
  readonly output: unknown;
  readonly requestId: string;
}
