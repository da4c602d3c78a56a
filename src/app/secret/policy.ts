/** The resource policy of a user's secret: only the user reads it. See docs/decisions for what AWS does with it. */
export const secretPolicy = (user: { readonly arn: string; readonly id: string }): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OwnerReads',
        Effect: 'Allow',
        Principal: { AWS: user.arn },
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
        Resource: '*',
      },
      {
        // By id, not by name: a re-created user of the same name is somebody else.
        Sid: 'NobodyElseReads',
        Effect: 'Deny',
        Principal: '*',
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:userid': user.id } },
      },
    ],
  });

/** True when both documents say the same; AWS may re-order keys and fold one-element lists. */
export const isSamePolicy = (a: string | undefined, b: string): boolean => {
  if (a === undefined || a === b) return a === b;
  try {
    return canonical(JSON.parse(a)) === canonical(JSON.parse(b));
  } catch {
    return false;
  }
};

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 1 ? canonical(value[0]) : `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${key}:${canonical(item)}`).join()}}`;
};
