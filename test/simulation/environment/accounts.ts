/** The member account of all stories, and the roles as a deployment leaves them. */
export const MEMBER = '222222222222';
export const MANAGEMENT = '111111111111';
export const REGION = 'us-east-1';
export const MEMBER_ROLE = 'asa-iam-key-rotation-lambda-assumed-role';

export const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT}:root` }, Action: 'sts:AssumeRole' }],
});

export const memberPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['iam:*', 'secretsmanager:*', 'cloudtrail:LookupEvents'], Resource: '*' },
    { Effect: 'Deny', Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'], Resource: '*' },
  ],
});

export const readOwn = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM.
      Resource: 'arn:aws:secretsmanager:*:*:secret:Account_*_User_${aws:username}_AccessKey-??????',
    },
  ],
});
