import * as s3 from '@aws-sdk/client-s3';
import * as ses from '@aws-sdk/client-sesv2';
import { BUCKET } from '../prepared-account.ts';
import { type SampleRequest, send } from './request.ts';

type Requests = Readonly<Record<string, SampleRequest>>;

const Bucket = BUCKET;

export const s3Requests: Requests = {
  CreateBucket: send(() => new s3.CreateBucketCommand({ Bucket: 'keyturn-runs' })),
  GetBucketEncryption: send(() => new s3.GetBucketEncryptionCommand({ Bucket })),
  GetBucketLocation: send(() => new s3.GetBucketLocationCommand({ Bucket })),
  GetBucketPolicy: send(() => new s3.GetBucketPolicyCommand({ Bucket })),
  GetBucketVersioning: send(() => new s3.GetBucketVersioningCommand({ Bucket })),
  GetObject: {
    through: ({ connected }) => connected.templates?.read('mail.html') ?? Promise.reject(new Error('no bucket')),
  },
  GetPublicAccessBlock: send(() => new s3.GetPublicAccessBlockCommand({ Bucket })),
  HeadObject: send(() => new s3.HeadObjectCommand({ Bucket, Key: 'mail.html' })),
  ListObjectsV2: send(() => new s3.ListObjectsV2Command({ Bucket })),
  PutBucketEncryption: send(() => {
    const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const } }];
    return new s3.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } });
  }),
  PutBucketPolicy: send(() => new s3.PutBucketPolicyCommand({ Bucket, Policy: '{}' })),
  PutBucketVersioning: send(
    () => new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  ),
  PutObject: send(() => new s3.PutObjectCommand({ Bucket, Key: 'runs/1.json', Body: '{"accounts":[]}' })),
  PutPublicAccessBlock: send(() => {
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true };
    return new s3.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration });
  }),
};

export const sesRequests: Requests = {
  GetAccount: send(() => new ses.GetAccountCommand({})),
  GetEmailIdentity: send(() => new ses.GetEmailIdentityCommand({ EmailIdentity: 'example.com' })),
  GetSuppressedDestination: send(
    () => new ses.GetSuppressedDestinationCommand({ EmailAddress: 'bounced@example.com' }),
  ),
  SendEmail: {
    through: ({ connected }) =>
      connected.mailer.send({
        from: 'admin@example.com',
        to: ['ann@example.com'],
        cc: [],
        subject: 'A new key is ready',
        html: '<p>It is.</p>',
        text: 'It is.',
      }),
  },
};
