type Counts = Readonly<Record<string, number>>;

export const countsBetween = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Counts =>
  Object.fromEntries(
    [...after]
      .map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );

/**
 * Requests that change IAM, Secrets Manager, S3 or CloudFormation, or send mail: written down here once more, as the
 * server sees it.
 */
export const writesIn = (counts: Counts): number =>
  Object.entries(counts).reduce((sum, [name, count]) => sum + (isWrite(name) ? count : 0), 0);

const isWrite = (name: string): boolean =>
  /^(iam|secretsmanager|s3|cloudformation|sesv2|ses):/.test(name) &&
  !/:(Get|List|Describe|Head|BatchGet|Validate|GenerateCredentialReport)/.test(name);
