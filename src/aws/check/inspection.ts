import { GetGroupCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetAccountCommand, GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import { unlessMissing } from '../../app/faults/aws-fault.ts';
import type { Client } from '../client/client-factory.ts';
import { ask, expected } from '../client/send.ts';

/** What `keyturn check` reads in the caller's own account. Each throws an AwsFault when it cannot be read. */
export interface Inspection {
  mailAccount(): Promise<MailAccount>;
  /** Address or domain; `missing`: SES does not know it. */
  mailIdentity(identity: string): Promise<'verified' | 'unverified' | 'missing'>;
  /** Id, ARN or alias; `undefined`: there is no such key. */
  kmsKey(key: string): Promise<KmsKey | undefined>;
  groupExists(group: string): Promise<boolean>;
  /**
   * How many executions of functions may be under way at once in the account and Region, without those reserved for
   * single functions: `UnreservedConcurrentExecutions` of
   * https://docs.aws.amazon.com/lambda/latest/api/API_AccountLimit.html.
   */
  functionConcurrency(): Promise<number>;
}

export interface MailAccount {
  /** In the sandbox, only verified addresses receive mail. */
  readonly isInSandbox: boolean;
  readonly isSending: boolean;
  /** `undefined`: AWS did not say. */
  readonly quota: { readonly perDay: number; readonly sentToday: number; readonly perSecond: number } | undefined;
}

export interface KmsKey {
  readonly arn: string;
  /** `Enabled`, or why it cannot be used: `Disabled`, `PendingDeletion` ... */
  readonly state: string;
  /** AWS's own keys cannot be shared with other accounts. */
  readonly isAwsManaged: boolean;
}

export interface InspectionClients {
  readonly iam: Client;
  readonly kms: Client;
  readonly lambda: Client;
  readonly sesv2: Client;
}

export const inspectAws = ({ iam, kms, lambda, sesv2 }: InspectionClients): Inspection => ({
  mailAccount: () => mailAccount(sesv2),
  async mailIdentity(identity) {
    const found = await unlessMissing(ask(sesv2, new GetEmailIdentityCommand({ EmailIdentity: identity })));
    if (found === undefined) return 'missing';
    return found.VerifiedForSendingStatus === true ? 'verified' : 'unverified';
  },
  kmsKey: (key) => unlessMissing(kmsKey(kms, key)),
  async groupExists(group) {
    const found = await unlessMissing(ask(iam, new GetGroupCommand({ GroupName: group, MaxItems: 1 })));
    return found !== undefined;
  },
  functionConcurrency: () => functionConcurrency(lambda),
});

const functionConcurrency = async (lambda: Client): Promise<number> => {
  const { AccountLimit } = await ask(lambda, new GetAccountSettingsCommand({}));
  return expected(AccountLimit?.UnreservedConcurrentExecutions, 'lambda:GetAccountSettings', 'AccountLimit');
};

const mailAccount = async (sesv2: Client): Promise<MailAccount> => {
  const { ProductionAccessEnabled, SendingEnabled, SendQuota } = await ask(sesv2, new GetAccountCommand({}));
  return {
    isInSandbox: ProductionAccessEnabled !== true,
    isSending: SendingEnabled === true,
    quota: SendQuota && {
      perDay: SendQuota.Max24HourSend ?? 0,
      sentToday: SendQuota.SentLast24Hours ?? 0,
      perSecond: SendQuota.MaxSendRate ?? 0,
    },
  };
};

const kmsKey = async (kms: Client, key: string): Promise<KmsKey> => {
  const { KeyMetadata } = await ask(kms, new DescribeKeyCommand({ KeyId: key }));
  const { Arn, KeyId, KeyState, KeyManager } = expected(KeyMetadata, 'kms:DescribeKey', 'KeyMetadata');
  return {
    arn: Arn ?? expected(KeyId, 'kms:DescribeKey', 'KeyId'),
    state: expected(KeyState, 'kms:DescribeKey', 'KeyState'),
    isAwsManaged: KeyManager === 'AWS',
  };
};
