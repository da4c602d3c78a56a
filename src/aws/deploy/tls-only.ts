interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

const SID = 'KeyturnTlsOnly';

/** The bucket's policy with a statement more, that refuses every request without TLS. */
export const tlsOnly = (policy: string | undefined, bucket: string, partition: string): string => {
  const { Version, Statement }: Policy = policy === undefined ? EMPTY : JSON.parse(policy);
  const arn = `arn:${partition}:s3:::${bucket}`;
  const statement = {
    Sid: SID,
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const others = statementsOf(Statement).filter(({ Sid }) => Sid !== SID);
  return JSON.stringify({ Version, Statement: [...others, statement] });
};

const EMPTY: Policy = { Version: '2012-10-17', Statement: [] };

/** By whatever name: a Deny of everything to everybody without TLS. */
export const isTlsOnly = (policy: string | undefined, bucket: string): boolean => {
  if (policy === undefined) return false;
  const { Statement }: Policy = JSON.parse(policy);
  return statementsOf(Statement).some(
    ({ Effect, Principal, Action, Resource, Condition }) =>
      Effect === 'Deny' &&
      ['"*"', '{"AWS":"*"}'].includes(JSON.stringify(Principal)) &&
      listOf(Action).some((action) => action === 's3:*' || action === '*') &&
      listOf(Resource).some((resource) => String(resource).endsWith(`:::${bucket}/*`)) &&
      /^\{"Bool":\{"aws:SecureTransport":"?false"?\}\}$/.test(JSON.stringify(Condition)),
  );
};

const statementsOf = (statement: Policy['Statement'] | Statement): readonly Statement[] =>
  Array.isArray(statement) ? statement : [statement as Statement];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
