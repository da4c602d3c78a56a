import type { GetOutputType } from '@smithy/types';
import type { Clock } from '../../app/ports/clock.ts';
import { admit, type ClientFactory, type Credentials, operationOf } from './client-factory.ts';
import type { ServiceName } from './service-name.ts';

/** A simulated AWS that takes SDK commands without a network. */
export interface InProcessService {
  client(options: {
    readonly service: Exclude<ServiceName, 'cloudformation'>;
    readonly region: string;
    readonly credentials: Credentials | (() => Promise<Credentials>);
  }): {
    send(
      command: object & { readonly input: unknown },
      options: { readonly signedAt: ReturnType<Clock['now']> },
    ): Promise<unknown>;
  };
}

export interface InProcessOptions {
  readonly clock: Clock;
  /** The caller's own. */
  readonly credentials: Credentials;
}

/** A door to a simulated AWS: one attempt a request, signed and counted like the real ones. */
export const inProcessClients = (
  aws: InProcessService,
  { clock, credentials: own }: InProcessOptions,
): ClientFactory => {
  return (spec) => {
    const { service, region, credentials = own, sent } = spec;
    if (service === 'cloudformation') throw new Error('the simulated AWS has no CloudFormation');
    const client = aws.client({ service, region, credentials });
    return {
      service,
      async send(command, { signedAt = clock.now(), signal } = {}) {
        const operation = operationOf(command);
        admit(spec, operation);
        signal?.throwIfAborted();
        sent?.(operation);
        return (await client.send(command, { signedAt })) as GetOutputType<typeof command>;
      },
      destroy: () => undefined,
    };
  };
};
