import type { DescribeOrganizationResponse } from '@aws-sdk/client-organizations';
import type { Operation } from '../../call.ts';

export const describeOrganization: Operation<unknown, DescribeOrganizationResponse> = ({ world }) => {
  const { id, managementAccountId } = world.organization;
  const prefix = `arn:aws:organizations::${managementAccountId}`;
  const Organization = {
    Id: id,
    Arn: `${prefix}:organization/${id}`,
    FeatureSet: 'ALL' as const,
    MasterAccountArn: `${prefix}:account/${id}/${managementAccountId}`,
    MasterAccountId: managementAccountId,
    MasterAccountEmail: world.accounts.get(managementAccountId)?.email,
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY' as const, Status: 'ENABLED' as const }],
  };
  return { Organization };
};
