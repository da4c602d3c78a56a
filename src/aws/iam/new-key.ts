import type { CreateAccessKeyResponse } from '@aws-sdk/client-iam';
import { AwsFault } from '../../app/faults/aws-fault.ts';
import type { NewKey } from '../../app/ports/iam.ts';
import { SecretValue } from '../../app/ports/secret-value.ts';
import type { AccessKeyId } from '../../core/keys.ts';
import { instant } from '../../core/time.ts';

/**
 * The key that CreateAccessKey answers with. An answer that is cut off, or about another user, proves nothing: the key
 * may exist, and its secret is lost.
 * @throws AwsFault, doubtful, that quotes nothing of the answer
 */
export const readNewKey = (answer: CreateAccessKeyResponse, user: string): NewKey => {
  const { AccessKeyId, SecretAccessKey, UserName, Status, CreateDate } = answer.AccessKey ?? {};
  if (AccessKeyId === undefined || !KEY_ID.test(AccessKeyId)) throw unusable('no access key id');
  if (SecretAccessKey === undefined || !SECRET.test(SecretAccessKey)) throw unusable('no whole secret access key');
  if (UserName !== user) throw unusable('another user');
  if (Status !== 'Active') throw unusable('no active key');
  if (CreateDate === undefined || Number.isNaN(CreateDate.getTime())) throw unusable('no creation date');
  return {
    id: AccessKeyId as AccessKeyId,
    secret: new SecretValue(SecretAccessKey),
    createdAt: instant(CreateDate.getTime()),
  };
};

/** IAM's own limits for the id. */
const KEY_ID = /^[A-Z0-9]{16,128}$/;
/** 40 characters today; AWS promises no length. */
const SECRET = /^[A-Za-z0-9+/=]{38,64}$/;

const unusable = (what: string): AwsFault =>
  new AwsFault('doubtful', 'UnexpectedAnswer', 'iam:CreateAccessKey', `the answer has ${what}`);
