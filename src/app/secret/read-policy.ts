import type { AccountId } from '../../core/keys.ts';
import { tagKeys } from './tags.ts';

/** Whose secrets a policy is about, and where these may be. */
export interface ReadPolicyPlace {
  /** Account of the users. */
  readonly account: AccountId;
  /** Accounts that may hold their secrets. */
  readonly homes: readonly AccountId[];
}

/**
 * Whether a policy gives its users nothing but the read of their own secret: what is attached to every user who gets a
 * key must not be whatever somebody put under that name. What cannot be read as a policy is none; Deny gives nothing.
 */
export const isReadPolicy = (document: string, place: ReadPolicyPlace): boolean =>
  statementsOf(document)?.every((statement) => givesOwnSecretAlone(statement, place)) ?? false;

/**
 * Whether it gives the read of secrets in another account than the users': by the id that the secret carries, so that
 * it holds for whoever was renamed, and with the use of the KMS key.
 */
export const readsFrom = (document: string, { account, home }: { account: AccountId; home: AccountId }): boolean => {
  const allowed = statementsOf(document)?.filter(({ Effect }) => Effect === 'Allow') ?? [];
  const place = { account, homes: [home] };
  const isRead = (statement: RawStatement): boolean =>
    actionsOf(statement).includes('secretsmanager:getsecretvalue') &&
    listOf(statement.Resource).some((arn) => isSecretById(statement, String(arn), place));
  return allowed.some(isRead) && allowed.some((statement) => actionsOf(statement).includes('kms:decrypt'));
};

type RawStatement = Readonly<Record<string, unknown>>;

const statementsOf = (document: string): readonly RawStatement[] | undefined => {
  try {
    const { Statement } = JSON.parse(document) as { readonly Statement?: unknown };
    const all = listOf(Statement);
    return all.every((each) => typeof each === 'object' && each !== null)
      ? (all as readonly RawStatement[])
      : undefined;
  } catch {
    return undefined;
  }
};

const READS: readonly unknown[] = ['secretsmanager:getsecretvalue', 'secretsmanager:describesecret'];

const actionsOf = ({ Action }: RawStatement): readonly string[] =>
  listOf(Action).map((action) => String(action).toLowerCase());

/** NotAction and NotResource leave the fields open that are looked at, and so fail. */
const givesOwnSecretAlone = (statement: RawStatement, place: ReadPolicyPlace): boolean => {
  const { Effect, Resource } = statement;
  if (Effect === 'Deny') return true;
  if (Effect !== 'Allow') return false;
  const actions = actionsOf(statement);
  if (actions.every((action) => READS.includes(action)))
    return listOf(Resource).every(
      (resource) => isOwnSecret(String(resource), place) || isSecretById(statement, String(resource), place),
    );
  return actions.every((action) => action === 'kms:decrypt') && isThroughSecretsManager(statement);
};

/** Of any Region; Secrets Manager puts six characters behind each name. */
const isOwnSecret = (arn: string, place: ReadPolicyPlace): boolean =>
  userIn(arn, place, [place.account, ...place.homes, '*']) === `\${aws:username}`;

/** Of whichever user of the account has the id that the secret carries. */
const isSecretById = ({ Condition }: RawStatement, arn: string, place: ReadPolicyPlace): boolean => {
  const { StringEquals } = (Condition ?? {}) as Readonly<Record<string, RawStatement | undefined>>;
  const isById = StringEquals?.[`aws:ResourceTag/${tagKeys.userId}`] === `\${aws:userid}`;
  return isById && userIn(arn, place, place.homes) === '*';
};

/** What stands for the user in the ARN of a secret in one of these accounts. */
const userIn = (arn: string, { account }: ReadPolicyPlace, owners: readonly string[]): string | undefined => {
  const [prefix, , service, , owner = '', kind, ...rest] = arn.split(':');
  const isPlace = [prefix, service, kind].join(':') === 'arn:secretsmanager:secret' && owners.includes(owner);
  const [, of = '', user] = /^Account_([^_]+)_User_(.*)_AccessKey-\?{6}$/.exec(rest.join(':')) ?? [];
  return isPlace && [account, '*', `\${aws:PrincipalAccount}`].includes(of) ? user : undefined;
};

/** A KMS key of the organization, whose own policy says for whom: its use for nothing but secrets. */
const isThroughSecretsManager = ({ Condition }: RawStatement): boolean => {
  const { StringLike, StringEquals } = (Condition ?? {}) as Readonly<Record<string, RawStatement | undefined>>;
  const services = [StringLike, StringEquals].flatMap((tests) => listOf(tests?.['kms:ViaService'] ?? []));
  return services.length > 0 && services.every((service) => /^secretsmanager\./.test(String(service)));
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
