import type { AccountId } from '../../core/keys.ts';

/**
 * Whether a policy gives its users nothing but the read of their own secret: what is attached to every user who gets a
 * key must not be whatever somebody put under that name. What cannot be read as a policy is none; Deny gives nothing.
 */
export const isReadPolicy = (document: string, account: AccountId): boolean => {
  try {
    const { Statement } = JSON.parse(document) as { readonly Statement?: unknown };
    return listOf(Statement).every((statement) => givesOwnSecretAlone(statement as RawStatement, account));
  } catch {
    return false;
  }
};

type RawStatement = Readonly<Record<string, unknown>>;

const READS: readonly unknown[] = ['secretsmanager:getsecretvalue', 'secretsmanager:describesecret'];

/** NotAction and NotResource leave the fields open that are looked at, and so fail. */
const givesOwnSecretAlone = (statement: RawStatement, account: AccountId): boolean => {
  const { Effect, Action, Resource } = statement;
  if (Effect === 'Deny') return true;
  if (Effect !== 'Allow') return false;
  const actions = listOf(Action).map((action) => String(action).toLowerCase());
  if (actions.every((action) => READS.includes(action)))
    return listOf(Resource).every((resource) => isOwnSecret(String(resource), account));
  return actions.every((action) => action === 'kms:decrypt') && isThroughSecretsManager(statement);
};

/** Of any Region; Secrets Manager puts six characters behind each name. */
const isOwnSecret = (arn: string, account: AccountId): boolean => {
  const [prefix, , service, , owner, kind, name = '', ...more] = arn.split(':');
  const place = [prefix, service, kind].join(':') === 'arn:secretsmanager:secret';
  const isHere = (id: string | undefined): boolean => id === account || id === '*';
  const rest = [name, ...more].join(':');
  const user = /^Account_([^_]+)_User_\$\{aws:username\}_AccessKey-\?{6}$/.exec(rest);
  return place && isHere(owner) && user !== null && isHere(user[1]);
};

/** A KMS key of the organization, whose own policy says for whom: its use for nothing but secrets. */
const isThroughSecretsManager = ({ Condition }: RawStatement): boolean => {
  const { StringLike, StringEquals } = (Condition ?? {}) as Readonly<Record<string, RawStatement | undefined>>;
  const services = [StringLike, StringEquals].flatMap((tests) => listOf(tests?.['kms:ViaService'] ?? []));
  return services.length > 0 && services.every((service) => /^secretsmanager\./.test(String(service)));
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
