import type { DeserializeMiddleware, MetadataBearer, MiddlewareStack } from '@smithy/types';
import { isAwsFault } from '../../app/faults/aws-fault.ts';
import { toFault } from './faults.ts';
import { currentRequest } from './request-context.ts';
import type { ServiceName } from './service-name.ts';

export interface ResponseWatch {
  readonly service: ServiceName;
  readonly sent: (operation: string) => void;
  readonly throttled: () => void;
}

/** Next to the wire, where every attempt passes: counts it, notes AWS's time, and refuses what AWS did not answer. */
export const watchResponses = (stack: MiddlewareStack<object, MetadataBearer>, watch: ResponseWatch): void => {
  const middleware: DeserializeMiddleware<object, MetadataBearer> = (next) => async (args) => {
    const sentRequest = currentRequest();
    watch.sent(sentRequest.operation);
    sentRequest.attempts += 1;
    sentRequest.host = (args.request as { readonly hostname?: string }).hostname;
    const result = await next(args);
    const response = result.response as Answer;
    const date = Date.parse(response.headers.date ?? '');
    if (!Number.isNaN(date)) sentRequest.serverDate = new Date(date);
    if (response.statusCode >= 400 && response.statusCode < 500) sentRequest.refusals += 1;
    // An object may be of any type and is not parsed.
    if (watch.service !== 's3' && isForeign(response)) throw new ForeignAnswer();
    return result;
  };
  stack.add(middleware, { name: 'keyturnAnswers', step: 'deserialize', priority: 'low' });
  watchThrottles(stack, watch);
};

/** Where an answer has been read and not yet been asked for again: only its parsed code tells a throttle. */
const watchThrottles = (
  stack: MiddlewareStack<object, MetadataBearer>,
  { service, throttled }: Omit<ResponseWatch, 'sent'>,
): void => {
  const middleware: DeserializeMiddleware<object, MetadataBearer> = (next) => async (args) => {
    try {
      return await next(args);
    } catch (error) {
      if (isAwsFault(toFault(error, `${service}:${currentRequest().operation}`), 'throttled')) throttled();
      throw error;
    }
  };
  stack.add(middleware, { name: 'keyturnThrottles', step: 'deserialize', priority: 'high' });
};

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * A success that names no request and is neither XML nor JSON is a proxy's page: to parse it would be to believe it.
 */
const isForeign = ({ statusCode, headers }: Answer): boolean =>
  statusCode < 300 && !REQUEST_IDS.some((name) => headers[name]) && !/xml|json/i.test(headers['content-type'] ?? '');

const REQUEST_IDS = ['x-amzn-requestid', 'x-amzn-request-id', 'x-amz-request-id'];

class ForeignAnswer extends Error {
  constructor() {
    super('the answer is not from AWS');
    this.name = 'ForeignAnswer';
  }
}
