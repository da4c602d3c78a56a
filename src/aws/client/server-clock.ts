import type { GetOutputType } from '@smithy/types';
import type { Clock } from '../../app/ports/clock.ts';
import type { AwsCommand, Client, SendOptions } from './client-factory.ts';

/** AWS's clock less ours, in ms. AWS tells whole seconds, so that up to a second of it is rounding. */
export interface ServerClock {
  offset(): number | undefined;
  /** The same client; its answers, errors too, tell the time. */
  watch(client: Client): Client;
}

export const createServerClock = (clock: Clock): ServerClock => {
  let offset: number | undefined;
  const hear = (answer: unknown): void => {
    const at = serverDate(answer);
    if (at !== undefined) offset = at - clock.now();
  };
  const watched = async <C extends AwsCommand>(
    client: Client,
    command: C,
    options?: SendOptions,
  ): Promise<GetOutputType<C>> => {
    try {
      const output = await client.send(command, options);
      hear(output);
      return output;
    } catch (error) {
      hear(error);
      throw error;
    }
  };
  return {
    offset: () => offset,
    watch: (client) => ({
      service: client.service,
      send: (command, options) => watched(client, command, options),
      destroy: () => client.destroy(),
    }),
  };
};

/** Doors leave the Date header of an answer in its `$metadata`. */
const serverDate = (answer: unknown): number | undefined => {
  const date = (answer as { $metadata?: { serverDate?: unknown } } | null | undefined)?.$metadata?.serverDate;
  if (date instanceof Date) return date.getTime();
  return typeof date === 'number' ? date : undefined;
};
