import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { AwsFault } from '../../app/faults/aws-fault.ts';
import type { Clock } from '../../app/ports/clock.ts';
import { type Instant, instant, MINUTE } from '../../core/time.ts';
import type { Client, Credentials } from '../client/client-factory.ts';
import { ask, expected } from '../client/send.ts';
import { roleName } from './key-creators.ts';

export interface RoleToAssume {
  readonly partition: string;
  readonly account: string;
  /** Its name, after its path if it has one. */
  readonly role: string;
  readonly sessionName: string;
  /** The word that the role's trust policy may ask for. */
  readonly externalId?: string | undefined;
  /** Session policy: narrows what the role may do. */
  readonly policy?: string | undefined;
}

export interface AssumedRole {
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly arn: string;
  /** Asks for new ones by itself before the old ones end. */
  readonly credentials: () => Promise<Credentials>;
}

/** Sessions of a role that another role assumed last an hour at most. */
const RENEW_BEFORE_END = 5 * MINUTE;

/**
 * A session of a role, proven to be of that role in that account.
 * @throws AwsFault also later, from `credentials`, when the role can no longer be assumed
 */
export const assumeRole = async (sts: Client, clock: Clock, target: RoleToAssume): Promise<AssumedRole> => {
  const first = await assume(sts, target);
  let current = first;
  let renewal: Promise<RoleSession> | undefined;
  const renew = (): Promise<RoleSession> => {
    renewal ??= assume(sts, target).finally(() => {
      renewal = undefined;
    });
    return renewal;
  };
  return {
    arn: first.arn,
    async credentials() {
      if (clock.now() >= current.endsAt - RENEW_BEFORE_END) current = await renew();
      return current.credentials;
    },
  };
};

interface RoleSession {
  readonly arn: string;
  readonly credentials: Credentials;
  readonly endsAt: Instant;
}

const OPERATION = 'sts:AssumeRole';

const assume = async (sts: Client, target: RoleToAssume): Promise<RoleSession> => {
  const { partition, account, role, sessionName, externalId, policy } = target;
  const answer = await ask(
    sts,
    new AssumeRoleCommand({
      RoleArn: `arn:${partition}:iam::${account}:role/${role}`,
      RoleSessionName: sessionName,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
      ...(policy === undefined ? {} : { Policy: policy }),
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  return {
    arn: checkedArn(answer.AssumedRoleUser?.Arn, target),
    credentials: {
      accessKeyId: expected(AccessKeyId, OPERATION, 'AccessKeyId'),
      secretAccessKey: expected(SecretAccessKey, OPERATION, 'SecretAccessKey'),
      sessionToken: expected(SessionToken, OPERATION, 'SessionToken'),
    },
    endsAt: instant(expected(Expiration, OPERATION, 'Expiration').getTime()),
  };
};

const checkedArn = (arn: string | undefined, { partition, account, role, sessionName }: RoleToAssume): string => {
  const ours = `arn:${partition}:sts::${account}:assumed-role/${roleName(role)}/${sessionName}`;
  if (arn === ours) return arn;
  throw new AwsFault(
    'doubtful',
    'UnexpectedRole',
    OPERATION,
    `AWS answers with ${arn ?? 'no role'} instead of ${ours}`,
  );
};
