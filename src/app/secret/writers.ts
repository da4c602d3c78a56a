import { v5 } from 'uuid';
import type { Caller } from '../ports/sts.ts';
import type { Settings } from '../settings/settings.ts';

/** A role that need not exist: where nobody else can write to a secret any more, an IAM administrator makes it. */
export const BREAK_GLASS_ROLE = 'keyturn-break-glass';

export interface WriterNames {
  readonly partition: string;
  /** Of the secrets. */
  readonly account: string;
  /** Name of keyturn's own role there, after its path if it has one. */
  readonly role: string;
  /** By settings: `role/<path and name>` or `user/<path and name>` of each account, or whole ARNs; with `*` and `?`. */
  readonly others: readonly string[];
}

/**
 * ARN patterns of whoever may change a secret: its policy, versions, labels, tags and replicas. The root user is among
 * them, and a role for emergencies: a mistake of keyturn's must lock nobody out for good.
 */
export const writersOf = ({ partition, account, role, others }: WriterNames): readonly string[] => {
  const inAccount = (name: string): string => `arn:${partition}:iam::${account}:${name}`;
  return [
    ...new Set([
      inAccount(`role/${role}`),
      ...others.map((each) => (each.startsWith('arn:') ? each : inAccount(each))),
      inAccount('root'),
      inAccount(`role/${BREAK_GLASS_ROLE}`),
    ]),
  ];
};

/** The same for the account in which keyturn keeps secrets as this caller. */
export const writersAt = (
  { partition, accountId }: Caller,
  { memberRole, central, writers: others }: Pick<Settings, 'memberRole' | 'central' | 'writers'>,
): readonly string[] => writersOf({ partition, account: accountId, role: central?.role ?? memberRole, others });

/** Stands for these writers in a tag. */
export const writersDigest = (writers: readonly string[]): string =>
  v5([...writers].sort().join(), NAMESPACE).slice(0, 13);

/** Never change it: no secret would be known to have been shown writable. */
const NAMESPACE = '0c1b4d56-7a52-5d0c-8e8a-6b6579747572';

/**
 * True where the caller is one of these writers, as far as his ARN tells. AWS tells the session of a role without the
 * path of the role, so that a pattern's path is not asked for, except of roles of IAM Identity Center: theirs is known.
 */
export const isWriter = (callerArn: string, writers: readonly string[]): boolean => {
  const session = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(callerArn);
  if (session === null) return writers.some((each) => glob(each, callerArn));
  const [, account = '', role = ''] = session;
  return writers.some((each) => {
    const [, owner = '', path = '', name = ''] = /^arn:[^:]+:iam::([^:]*):role\/(.*\/)?([^/]*)$/.exec(each) ?? [];
    const isNamed = glob(owner, account) && glob(name, role);
    return (
      isNamed && (!role.startsWith(SSO_ROLE) || ssoPaths(path).some((known) => glob(`${path}${name}`, known + role)))
    );
  });
};

const SSO_ROLE = 'AWSReservedSSO_';

/**
 * Where IAM Identity Center puts its roles: under its home Region, or under none where that is us-east-1 (its user
 * guide, "Referencing permission sets in resource policies, Amazon EKS Cluster config maps, and AWS KMS key policies").
 * Which Region it is the caller's ARN does not tell: one that the pattern names may be it.
 */
const ssoPaths = (pattern: string): readonly string[] => {
  const path = 'aws-reserved/sso.amazonaws.com/';
  const [, region = 'any-region-1'] = /sso\.amazonaws\.com\/([a-z0-9-]+)\//.exec(pattern) ?? [];
  return [path, `${path}${region}/`];
};

/** The caller himself as a writer: of the session of a role AWS does not tell the role's path. */
export const asWriter = ({ arn, partition }: { readonly arn: string; readonly partition: string }): string => {
  const session = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return session === null ? arn : `arn:${partition}:iam::${session[1]}:role/*${session[2]}`;
};

const glob = (pattern: string, text: string): boolean => {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
};
