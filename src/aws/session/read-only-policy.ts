/**
 * Session policy of a plan: whatever the member role may do, this session can only read. A session policy is limited to
 * 2,048 characters.
 */
export const READ_ONLY_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'iam:GenerateCredentialReport',
        'iam:GetAccessKeyLastUsed',
        'iam:GetCredentialReport',
        'iam:GetGroup',
        'iam:GetPolicy',
        'iam:GetPolicyVersion',
        'iam:GetUser',
        'iam:ListAccessKeys',
        'iam:ListAttachedUserPolicies',
        'iam:ListUsers',
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetResourcePolicy',
        'secretsmanager:ListSecretVersionIds',
        'secretsmanager:ListSecrets',
        'cloudtrail:LookupEvents',
        'account:ListRegions',
      ],
      Resource: '*',
    },
  ],
});
