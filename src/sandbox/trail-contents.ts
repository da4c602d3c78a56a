import type { RecordedCall } from './recorded-call.ts';

/** Never written to CloudTrail, whatever the operation. */
const SECRET_FIELDS = new Set(['SecretString', 'SecretBinary', 'SecretAccessKey', 'SessionToken', 'Body']);

type Contents = Readonly<Record<string, unknown>>;

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Field names in camel case, as CloudTrail writes them, without secrets. */
const camel = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const shown = Object.entries(value).filter(([name]) => !SECRET_FIELDS.has(name));
  return Object.fromEntries(shown.map(([name, inner]) => [lowerFirst(name), camel(inner)]));
};

export const requestParameters = ({ input }: RecordedCall): unknown =>
  Object.keys(input).length === 0 ? null : camel(input);

/** Services differ in what they tell; IAM and Secrets Manager tell the created thing, without its secret. */
export const responseElements = ({ operation, output }: RecordedCall): unknown => {
  const told = /^(Create|Put|AssumeRole|UpdateSecret|Delete|Restore)/.test(operation) ? camel(output) : undefined;
  return typeof told === 'object' && told !== null && Object.keys(told).length > 0 ? told : null;
};

/** The resources by which LookupEvents finds the event. */
export const touched = ({ service, input, output }: RecordedCall): { type: string; name: string }[] => {
  if (service === 'iam') return iamResources(input, output);
  if (service === 'secretsmanager') return secretResources(input, output);
  const arn = input.RoleArn;
  return typeof arn === 'string' ? [{ type: 'AWS::IAM::Role', name: arn }] : [];
};

const IAM_FIELDS: Readonly<Record<string, string>> = {
  AccessKeyId: 'AWS::IAM::AccessKey',
  UserName: 'AWS::IAM::User',
  GroupName: 'AWS::IAM::Group',
  RoleName: 'AWS::IAM::Role',
  PolicyArn: 'AWS::IAM::Policy',
};

const iamResources = (input: Contents, output: unknown): { type: string; name: string }[] => {
  const created = (output as { AccessKey?: { AccessKeyId?: string; UserName?: string } } | undefined)?.AccessKey;
  const fields: Contents = {
    ...input,
    ...(created && { AccessKeyId: created.AccessKeyId, UserName: created.UserName }),
  };
  return Object.entries(IAM_FIELDS).flatMap(([field, type]) => {
    const name = fields[field];
    return typeof name === 'string' ? [{ type, name }] : [];
  });
};

const secretResources = (input: Contents, output: unknown): { type: string; name: string }[] => {
  const arn = (output as { ARN?: string } | undefined)?.ARN;
  const names = new Set([arn, input.SecretId, input.Name].filter((name) => typeof name === 'string'));
  return [...names].map((name) => ({ type: 'AWS::SecretsManager::Secret', name }));
};
