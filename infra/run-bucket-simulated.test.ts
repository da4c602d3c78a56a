import { runSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, it } from 'vitest';
import { resolved } from './resolved.fixture.ts';
import { given, templateNamed } from './written.fixture.ts';

const PRIMARY = '111111111111';
const BUCKET = 'arn:aws:s3:::runs';

const roleArn = (name: string, account = PRIMARY): string => `arn:aws:iam::${account}:role/${name}`;

const roles = [
  'AccountInventoryFunctionExecutionRole',
  'RotationLambdaFunctionExecutionRole',
  'NotifierFunctionExecutionRole',
] as const;

/** The template's policy, with the ARNs that the resources would have. */
const bucketPolicy = (): unknown => {
  const made = resolved(templateNamed('main'), { account: PRIMARY, parameters: given });
  const text = JSON.stringify(made.RunBucketPolicy?.Properties.PolicyDocument)
    .replaceAll('arn:aws:made:::RunBucket', BUCKET)
    .replaceAll('arn:aws:made:::', roleArn(''));
  return JSON.parse(text);
};

/** Who asks may, for its own part, do all of S3. */
const outcome = (
  action: string,
  principal: string,
  { key = 'runs/20270115-0300-scheduled/manifest.json', isSecure = true } = {},
): Promise<string> =>
  runSimulation(
    {
      request: {
        principal: principal.includes(':role/')
          ? principal.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/').concat('/ASA-Account-Inventory')
          : principal,
        action,
        resource: { resource: key === '' ? BUCKET : `${BUCKET}/${key}`, accountId: PRIMARY },
        contextVariables: {
          'aws:PrincipalArn': principal,
          'aws:PrincipalAccount': principal.split(':')[4] ?? '',
          'aws:SecureTransport': String(isSecure),
        },
      },
      identityPolicies: [
        {
          name: 'all of S3',
          policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
        },
      ],
      resourcePolicy: bucketPolicy(),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  ).then((result) => (result.resultType === 'error' ? JSON.stringify(result.errors) : result.overallResult));

const WRITES = [
  's3:PutObject',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutObjectTagging',
  's3:ReplicateObject',
];

describe('the policy of the run bucket, judged by iam-simulate,', () => {
  it.each(roles)('lets %s write, over TLS', async (name) => {
    expect(await outcome('s3:PutObject', roleArn(name))).toBe('Allowed');
    expect(await outcome('s3:PutObject', roleArn(name), { isSecure: false })).toBe('ExplicitlyDenied');
  });

  it.each([
    ['an administrator', roleArn('Admin')],
    ['the role of the state machine', roleArn('RunRole')],
    ['a user', `arn:aws:iam::${PRIMARY}:user/ann`],
    ['the root user', `arn:aws:iam::${PRIMARY}:root`],
    ['a role of the same name in another account', roleArn(roles[0], '444444444444')],
    ['a role whose name begins alike', roleArn(`${roles[0]}-2`)],
    ['a role of that name below a path', roleArn(`path/${roles[0]}`)],
  ])('lets %s change nothing', async (_, principal) => {
    for (const action of WRITES)
      for (const key of ['runs/20270115-0300-scheduled/manifest.json', 'key-counts.json'])
        expect(await outcome(action, principal, { key }), `${action} ${key}`).toBe('ExplicitlyDenied');
  });

  it('lets an administrator read, and take the policy away', async () => {
    expect(await outcome('s3:GetObject', roleArn('Admin'))).toBe('Allowed');
    expect(await outcome('s3:PutBucketPolicy', roleArn('Admin'), { key: '' })).toBe('Allowed');
  });
});
