import { type AwsFault, isAwsFault } from './aws-fault.ts';

/** AWS denied keyturn a new key for a user: nothing was made. */
export const isKeyDenied = (failure: unknown): failure is AwsFault =>
  isAwsFault(failure, 'denied') && failure.operation === 'iam:CreateAccessKey';

/** By the words of AWS: a policy of the organization, which tends to be about a whole account. */
export const isByControlPolicy = ({ message }: AwsFault): boolean => policyIn(message) === 'service control';

/**
 * What a person can do about a denied request: AWS's words name the kind of the policy (IAM user guide, "Troubleshoot
 * access denied error messages"). `undefined` for any other failure.
 */
export const remedyForDenied = (failure: unknown): string | undefined => {
  if (!isAwsFault(failure, 'denied') || !policyAnswers(failure.operation)) return undefined;
  const kind = policyIn(failure.message);
  if (kind === 'resource-based' && failure.operation.startsWith('secretsmanager:')) return AS_WRITER;
  const policy =
    kind === undefined
      ? 'the policy (a service control policy, a permissions boundary, or its own)'
      : `the ${kind} policy`;
  return `find ${policy} that denies ${failure.operation} to keyturn's role in this account, and except the role from it`;
};

const AS_WRITER =
  'run keyturn as one whom the policy of the secret names; one such run with another caller in the setting writers lets that one in; if nobody of them is left, see "Who may change a secret" in docs/operations.md';

/** Mails are denied by the mail service, and a session by the role's trust: both have words of their own. */
const policyAnswers = (operation: string): boolean => /^(?:iam|secretsmanager):/.test(operation);

const policyIn = (message: string): string | undefined => NAMED_POLICY.exec(message)?.[1];

const NAMED_POLICY = /(?:explicit deny in an?|because no) ([a-z][a-z -]{2,30}) policy/;
