import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Caller } from '../../app/ports/sts.ts';
import type { AccountId } from '../../core/keys.ts';
import type { Client } from '../client/client-factory.ts';
import { ask, expected } from '../client/send.ts';
import { partitionOf } from './partition.ts';

/** Who calls keyturn: asked once, and again only after a failure. */
export const callerOf = (sts: Client): (() => Promise<Caller>) => {
  let known: Promise<Caller> | undefined;
  return () => {
    known ??= identify(sts).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
};

const identify = async (sts: Client): Promise<Caller> => {
  const operation = 'sts:GetCallerIdentity';
  const { Account, Arn } = await ask(sts, new GetCallerIdentityCommand({}));
  const arn = expected(Arn, operation, 'Arn');
  return { accountId: expected(Account, operation, 'Account') as AccountId, arn, partition: partitionOf(arn) };
};
