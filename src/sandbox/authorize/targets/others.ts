import { findRole } from '../../roles.ts';
import type { Target, TargetedCall, TargetOf } from '../target.ts';

export const stsTarget: TargetOf = (asked) => {
  const { principal, operation, input } = asked;
  const action = `sts:${operation}`;
  if (operation !== 'AssumeRole') return { action, accountId: principal.accountId, resource: '*', label: '*' };
  const arn = String(input.RoleArn ?? '');
  const role = findRole(asked.world, arn);
  return {
    action,
    accountId: arn.split(':')[4] ?? '',
    resource: arn,
    label: arn,
    resourcePolicy: role === undefined ? undefined : { document: role.trustPolicy, since: role.createdAt },
    resourcePolicyDecides: true,
    context: {
      'sts:rolesessionname': String(input.RoleSessionName ?? ''),
      ...(input.ExternalId === undefined ? {} : { 'sts:externalid': input.ExternalId }),
    },
  };
};

/** Services whose permissions are not told apart by resource here. */
const onAnything =
  (prefix: string): TargetOf =>
  ({ principal, operation }) => ({
    action: `${prefix}:${operation}`,
    accountId: principal.accountId,
    resource: '*',
    label: '*',
  });

export const accountTarget: TargetOf = ({ principal: { accountId }, operation }) => {
  const resource = `arn:aws:account::${accountId}:account`;
  return { action: `account:${operation}`, accountId, resource, label: resource };
};

export const organizationsTarget = onAnything('organizations');
export const lambdaTarget = onAnything('lambda');
export const cloudTrailTarget = onAnything('cloudtrail');

export const kmsTarget: TargetOf = ({ principal, operation, region, input }) => {
  const id = String(input.KeyId ?? '');
  const resource = id.startsWith('arn:') ? id : `arn:aws:kms:${region}:${principal.accountId}:key/${id}`;
  return { action: `kms:${operation}`, accountId: principal.accountId, resource, label: resource };
};

export const sesTarget: TargetOf = ({ principal, operation, region, input }) => {
  const action = `ses:${operation}`;
  const sender = /<([^>]+)>/.exec(input.FromEmailAddress ?? '')?.[1] ?? input.FromEmailAddress;
  const identity = input.EmailIdentity ?? sender;
  const resource = identity === undefined ? '*' : `arn:aws:ses:${region}:${principal.accountId}:identity/${identity}`;
  const context = sender === undefined ? {} : { 'ses:fromaddress': String(sender) };
  return { action, accountId: principal.accountId, resource, label: resource, context };
};

export const sfnTarget: TargetOf = ({ principal, operation, input }) => {
  const resource = String(input.executionArn ?? input.stateMachineArn ?? '*');
  return { action: `states:${operation}`, accountId: principal.accountId, resource, label: resource };
};

/** A name has no slash before it in an ARN, but the one that stands between `parameter` and any name. */
export const ssmTarget: TargetOf = ({ principal, operation, region, input }) => {
  const name = String(input.Name ?? '').replace(/^\//, '');
  const resource = `arn:aws:ssm:${region}:${principal.accountId}:parameter/${name}`;
  return { action: `ssm:${operation}`, accountId: principal.accountId, resource, label: resource };
};

const BUCKET_ACTIONS: Readonly<Record<string, string>> = {
  HeadBucket: 's3:ListBucket',
  HeadObject: 's3:GetObject',
  ListBuckets: 's3:ListAllMyBuckets',
  ListObjectsV2: 's3:ListBucket',
};

export const s3Target: TargetOf = ({ world, principal, operation, input }: TargetedCall): Target => {
  const bucket = input.Bucket === undefined ? '*' : `arn:aws:s3:::${input.Bucket}`;
  const resource = input.Key === undefined ? bucket : `${bucket}/${input.Key}`;
  // A name is asked for by anybody.
  const asked = operation === 'CreateBucket' ? undefined : world.buckets.get(input.Bucket);
  const accountId = asked?.accountId ?? principal.accountId;
  const resourcePolicy = asked?.policy === undefined ? undefined : { document: asked.policy, since: asked.createdAt };
  const action = BUCKET_ACTIONS[operation] ?? `s3:${operation}`;
  return { action, accountId, resource, label: `"${resource}"`, resourcePolicy };
};
