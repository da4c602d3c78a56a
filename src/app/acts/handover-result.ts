import type { Instant } from '../../core/time.ts';
import type { Account } from '../ports/organizations.ts';
import type { RunRequest } from '../run/request.ts';
import type { Handover } from '../secret/policy.ts';

/** The one object that `handover --json` prints. Changes to it raise `schemaVersion`. */
export interface HandoverResult {
  readonly schemaVersion: 1;
  readonly runId: string;
  /** `plan`: nothing was changed. */
  readonly mode: RunRequest['mode'];
  readonly account: string;
  readonly user: string;
  /** The key that the secret hands out now. */
  readonly key: string;
  readonly secretArn: string;
  /** ARN of the role that reads the secret for a while; absent where a handover was ended. */
  readonly to?: string;
  /** ISO 8601, UTC: from then on AWS denies the read again. */
  readonly until?: string;
  /** ARN of a role whose handover ends by this one. */
  readonly endsFor?: string;
  /** True once the mail service accepted the mail to the owner and the admins. */
  readonly isTold: boolean;
  /** In words for people, a line each. */
  readonly message: readonly string[];
  readonly remarks: readonly string[];
}

/** What was done, or would be. */
export interface HandoverOutcome {
  readonly runId: string;
  readonly mode: RunRequest['mode'];
  readonly account: Pick<Account, 'id' | 'name'>;
  readonly user: string;
  readonly key: string;
  readonly secret: { readonly arn: string; readonly region: string };
  /** `undefined`: the handover of before was ended. */
  readonly handover: Handover | undefined;
  readonly before: Handover | undefined;
  readonly isTold: boolean;
  readonly remarks: readonly string[];
}

export const handoverResultOf = (outcome: HandoverOutcome): HandoverResult => {
  const { runId, mode, account, user, key, secret, handover, isTold, remarks } = outcome;
  const endsFor = endedRole(outcome);
  return {
    schemaVersion: 1,
    runId,
    mode,
    account: account.id,
    user,
    key,
    secretArn: secret.arn,
    ...(handover === undefined ? {} : { to: handover.to, until: isoOf(handover.until) }),
    ...(endsFor === undefined ? {} : { endsFor }),
    isTold,
    message: [`${user} in account ${account.id} (${account.name}):`, ...words(outcome)],
    remarks,
  };
};

const endedRole = ({ handover, before }: HandoverOutcome): string | undefined =>
  before === undefined || before.to === handover?.to ? undefined : before.to;

const words = (outcome: HandoverOutcome): readonly string[] => {
  const { mode, handover, key, isTold, secret } = outcome;
  const ended = endedRole(outcome);
  const end = ended === undefined ? [] : [`${ended} ${mode === 'plan' ? 'would read' : 'reads'} it no more`];
  if (handover === undefined) return end.length > 0 ? end : ['no role reads the secret by a handover'];
  const told = isTold || mode === 'plan' ? 'are told by mail' : 'are NOT told: tell them yourself';
  return [
    `${handover.to} ${mode === 'plan' ? 'could read' : 'can read'} key ${key} until ${isoOf(handover.until)}, and no longer`,
    ...end,
    ...(mode === 'plan' ? [] : [`as that role: ${readCommand(secret)}`]),
    'the owner reads as before; no key and no clock changes',
    `the owner and the admins ${told}`,
  ];
};

const readCommand = ({ arn, region }: HandoverOutcome['secret']): string =>
  `aws secretsmanager get-secret-value --region ${region} --secret-id ${arn}`;

const isoOf = (at: Instant): string => new Date(at).toISOString().replace('.000Z', 'Z');
