import type { AccessKeyMetadata } from '@aws-sdk/client-iam';
import { AwsFault } from '../../app/faults/aws-fault.ts';
import type { ListedKey } from '../../app/ports/iam.ts';
import type { AccessKeyId } from '../../core/keys.ts';
import { instant } from '../../core/time.ts';

const OPERATION = 'iam:ListAccessKeys';

/**
 * One key as ListAccessKeys tells it.
 * @throws AwsFault when it is not the user's, or in a status that keyturn does not know: what it may do, nobody can say
 */
export const readAccessKey = (key: AccessKeyMetadata, user: string): ListedKey => {
  const { UserName, AccessKeyId, Status, CreateDate } = key;
  if (UserName !== undefined && UserName !== user) throw foreign(`a key of another user than ${user}`);
  if (AccessKeyId === undefined || CreateDate === undefined) throw foreign('a key without id or date');
  if (Status !== 'Active' && Status !== 'Inactive') throw foreign(`${AccessKeyId} in the unknown status ${Status}`);
  return { id: AccessKeyId as AccessKeyId, status: Status, createdAt: instant(CreateDate.getTime()) };
};

const foreign = (what: string): AwsFault =>
  new AwsFault('doubtful', 'UnexpectedAnswer', OPERATION, `the answer lists ${what}`);
