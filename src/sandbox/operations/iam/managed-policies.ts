import { AWS_MANAGED_POLICIES } from '../../authorize/aws-managed-policies.ts';
import { AwsError, type Call } from '../../call.ts';
import type { Policies } from '../../model/iam.ts';
import { accountOf, noSuchEntity } from './find.ts';

const POLICIES_PER_PRINCIPAL = 10;

export const attach = (call: Call, holder: Policies, arn: string | undefined, quota: string): void => {
  if (!/^arn:[\w-]+:iam::(aws|\d{12}):policy\/[\w+=,.@/-]+$/.test(arn ?? ''))
    throw new AwsError('InvalidInput', `ARN ${arn} is not valid.`, 400);
  const known = arn !== undefined && (accountOf(call).policies.has(arn) || arn in AWS_MANAGED_POLICIES);
  if (!known) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  if (holder.attachedPolicies.includes(arn)) return;
  if (holder.attachedPolicies.length >= POLICIES_PER_PRINCIPAL) {
    throw new AwsError('LimitExceeded', `Cannot exceed quota for ${quota}: ${POLICIES_PER_PRINCIPAL}`, 409);
  }
  holder.attachedPolicies.push(arn);
};

export const attachmentsOf = (call: Call, arn: string): number => {
  const { users, groups, roles } = accountOf(call);
  const holders: Policies[] = [...users.values(), ...groups.values(), ...roles.values()];
  return holders.filter((holder) => holder.attachedPolicies.includes(arn)).length;
};
