import { GetSuppressedDestinationCommand } from '@aws-sdk/client-sesv2';
import { AwsFault, isAwsFault } from '../../app/faults/aws-fault.ts';
import type { Mailer } from '../../app/ports/ses.ts';
import type { Client } from '../client/client-factory.ts';
import { ask } from '../client/send.ts';

/**
 * SES accepts a mail to an address on the account's suppression list, and does not send it (SESv2, `Bounce`:
 * "OnAccountSuppressionList"): its acceptance tells nobody anything. So a mail all of whose readers are on that list is
 * refused. SES has a list of its own for all accounts besides, which nobody can look into. A mailer lives for one run,
 * and looks for each address once.
 */
export const unlessSuppressed = (client: Client, mailer: Mailer): Mailer => {
  const stateOf = lookupIn(client);
  return {
    async send(mail) {
      const states = await Promise.all(mail.to.map(stateOf));
      const suppressed = states.filter(({ kind }) => kind === 'suppressed').length;
      if (suppressed > 0 && suppressed === states.length) throw refusal(states);
      const remarks = [...new Set(states.flatMap(({ remark }) => remark ?? []))].join('; ');
      const accepted = await mailer.send(mail);
      return remarks === '' ? accepted : { ...accepted, remark: remarks };
    },
  };
};

interface AddressState {
  readonly kind: 'suppressed' | 'free' | 'unknown';
  readonly remark?: string;
}

/** What could not be looked into is asked again for the next mail. */
const lookupIn = (client: Client): ((address: string) => Promise<AddressState>) => {
  const known = new Map<string, AddressState>();
  return async (address) => {
    const state = known.get(address) ?? (await askFor(client, address));
    if (state.kind !== 'unknown') known.set(address, state);
    return state;
  };
};

const askFor = async (client: Client, EmailAddress: string): Promise<AddressState> => {
  try {
    const { SuppressedDestination } = await ask(client, new GetSuppressedDestinationCommand({ EmailAddress }));
    const why = SuppressedDestination?.Reason ?? 'no reason given';
    return { kind: 'suppressed', remark: `a reader is on the account's suppression list of SES (${why})` };
  } catch (error) {
    if (isAwsFault(error, 'missing')) return { kind: 'free' };
    if (!isAwsFault(error)) throw error;
    return { kind: 'unknown', remark: `SES's suppression list could not be looked into (${error.code})` };
  }
};

const refusal = (states: readonly AddressState[]): AwsFault =>
  new AwsFault(
    'invalid',
    'AddressSuppressed',
    'sesv2:GetSuppressedDestination',
    `${states[0]?.remark}: SES would accept the mail and not send it; see that the address works, and take it off that list`,
  );
