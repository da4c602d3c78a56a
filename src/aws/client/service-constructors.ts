import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { MakeClient } from './sdk-client.ts';

/** One export each, so that a bundle holds only the clients that it names. */
export const account: MakeClient = (config) => new AccountClient(config);
export const iam: MakeClient = (config) => new IAMClient(config);
export const sts: MakeClient = (config) => new STSClient(config);
export const organizations: MakeClient = (config) => new OrganizationsClient(config);
export const secretsmanager: MakeClient = (config) => new SecretsManagerClient(config);
export const sesv2: MakeClient = (config) => new SESv2Client(config);
export const s3: MakeClient = (config) => new S3Client({ ...config, followRegionRedirects: true });
export const cloudtrail: MakeClient = (config) => new CloudTrailClient(config);
export const kms: MakeClient = (config) => new KMSClient(config);
export const lambda: MakeClient = (config) => new LambdaClient(config);
export const sfn: MakeClient = (config) => new SFNClient(config);
export const ssm: MakeClient = (config) => new SSMClient(config);
export const cloudformation: MakeClient = (config) => new CloudFormationClient(config);
