/** A name that users' tags may choose, for the users of one account or below one path, and the role it stands for. */
export interface ReaderRule {
  readonly name: string;
  /** Account id, or path prefix. */
  readonly where: string;
  /** ARN, or `role/<path and name>` of the user's own account. */
  readonly role: string;
}

/** Whose readers are asked for. */
export interface TaggedUser {
  readonly partition: string;
  readonly account: string;
  readonly path: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Tag of an IAM user: names of readers, with spaces between. */
export const READER_TAG = 'keyturn:reader';

/** An entry of the setting, `<name>@<account or path>=<role>`, in its parts. */
export const readerRule = (entry: string): ReaderRule => {
  const [, name = '', where = '', role = ''] = /^([^@]+)@([^=]+)=(.+)$/.exec(entry) ?? [];
  return { name, where, role };
};

/** The names that users of this account and path may choose. */
export const isAllowed = ({ where }: ReaderRule, { account, path }: Pick<TaggedUser, 'account' | 'path'>): boolean =>
  where.startsWith('/') ? path.startsWith(where) : where === account;

/** Who reads the secret of a user besides himself, by his tag and what the settings allow him. */
export interface ChosenReaders {
  /** ARNs of roles. */
  readonly readers: readonly string[];
  /** Names of the tag that stand for nobody here. */
  readonly unknown: readonly string[];
  /** Roles of other accounts, which read nothing that is under an account's own key for Secrets Manager. */
  readonly withoutKey: readonly string[];
}

/**
 * A tag alone gives nobody a key: it chooses among what the settings allow. A role of another account needs a key of
 * KMS whose policy lets it in, which the account's own never does.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html
 */
export const readersOf = (
  rules: readonly ReaderRule[],
  user: TaggedUser,
  { hasOwnKey }: { readonly hasOwnKey: boolean },
): ChosenReaders => {
  const names = [...new Set((user.tags[READER_TAG] ?? '').split(/\s+/).filter((name) => name !== ''))];
  const allowed = rules.filter((rule) => isAllowed(rule, user));
  const roles = allowed.filter(({ name }) => names.includes(name)).map(({ role }) => arnOf(role, user));
  const isReadable = (arn: string): boolean => hasOwnKey || arn.split(':')[4] === user.account;
  const all = [...new Set(roles)].sort();
  return {
    readers: all.filter(isReadable),
    unknown: names.filter((name) => allowed.every((rule) => rule.name !== name)),
    withoutKey: all.filter((arn) => !isReadable(arn)),
  };
};

const arnOf = (role: string, { partition, account }: Pick<TaggedUser, 'partition' | 'account'>): string =>
  role.startsWith('arn:') ? role : `arn:${partition}:iam::${account}:${role}`;
