import type { SandboxSecret } from '../../model/secret.ts';
import { locateSecret } from '../../secrets.ts';
import { requestTagContext, resourceTagContext, type Target, type TargetedCall, type TargetOf } from '../target.ts';

const ON_ACCOUNT = new Set(['ListSecrets', 'BatchGetSecretValue']);

export const secretsManagerTarget: TargetOf = (asked) => {
  const { operation, principal, input, world, region } = asked;
  const action = `secretsmanager:${operation}`;
  if (ON_ACCOUNT.has(operation)) return { action, accountId: principal.accountId, resource: '*', label: '*' };
  const id: string = input.SecretId ?? input.Name ?? '';
  if (id === '') return { action, accountId: principal.accountId, resource: '*', label: '*' };
  const place = { accountId: principal.accountId, region };
  const secret = operation === 'CreateSecret' ? undefined : locateSecret(world, place, id);
  return secret === undefined ? absent(asked, action, id) : present(asked, action, secret);
};

/** A secret that does not exist (yet) has no suffix, so its ARN is judged without one. */
const absent = (asked: TargetedCall, action: string, id: string): Target => {
  const { principal, region, input, operation } = asked;
  const arn = id.startsWith('arn:') ? id : `arn:aws:secretsmanager:${region}:${principal.accountId}:secret:${id}`;
  return {
    action,
    also: operation === 'CreateSecret' && input.Tags?.length > 0 ? ['secretsmanager:TagResource'] : [],
    accountId: arn.split(':')[4] ?? '',
    resource: arn,
    label: id,
    context: { 'secretsmanager:name': id, ...requestContext(asked) },
  };
};

const present = (asked: TargetedCall, action: string, secret: SandboxSecret): Target => ({
  action,
  accountId: secret.accountId,
  resource: secret.arn,
  label: secret.arn,
  resourcePolicy: secret.resourcePolicy,
  context: {
    'secretsmanager:secretid': secret.arn,
    ...requestContext(asked),
    ...resourceTagContext(secret.tags, ['aws', 'secretsmanager']),
  },
});

const requestContext = ({ input }: TargetedCall): Record<string, string | readonly string[]> => {
  const context = requestTagContext(input.Tags);
  if (input.VersionId !== undefined) context['secretsmanager:versionid'] = input.VersionId;
  if (input.VersionStage !== undefined) context['secretsmanager:versionstage'] = input.VersionStage;
  if (input.BlockPublicPolicy !== undefined) {
    context['secretsmanager:blockpublicpolicy'] = String(input.BlockPublicPolicy);
  }
  if (input.ForceDeleteWithoutRecovery !== undefined) {
    context['secretsmanager:forcedeletewithoutrecovery'] = String(input.ForceDeleteWithoutRecovery);
  }
  if (input.RecoveryWindowInDays !== undefined) {
    context['secretsmanager:recoverywindowindays'] = String(input.RecoveryWindowInDays);
  }
  if (input.KmsKeyId !== undefined) context['secretsmanager:kmskeyid'] = input.KmsKeyId;
  return context;
};
