import { runSimulation } from '@cloud-copilot/iam-simulate';

/** One request in the terms of IAM. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  /** Of the resource. */
  readonly account: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

/** Who asks. */
export interface Asker {
  readonly account: string;
  /** Of the session, or of the user. */
  readonly arn: string;
  readonly principalArn: string;
  readonly userId: string;
  readonly organization?: string | undefined;
  /** Name -> document. */
  readonly policies: Readonly<Record<string, object>>;
  readonly sessionPolicy?: object | undefined;
}

export type Verdict = 'Allowed' | 'ImplicitlyDenied' | 'ExplicitlyDenied';

const ORGANIZATION = 'o-a1b2c3d4e5';

/** The verdict of a policy simulator that nobody here wrote. */
export const judge = async (asker: Asker, question: Question, resourcePolicy?: object): Promise<Verdict> => {
  const { action, resource } = question;
  const result = await simulate(asker, question, resourcePolicy);
  // AWS knows no resource of this action: it asks about everything.
  if (needsWildcard(result) && resource !== '*') return judge(asker, { ...question, resource: '*' }, resourcePolicy);
  if (result.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  return result.overallResult as Verdict;
};

/**
 * True for an action of which AWS knows no resource, by the simulator's copy of AWS's service authorization reference.
 */
export const hasNoResource = async (action: string): Promise<boolean> => {
  const account = '111111111111';
  const arn = `arn:aws:iam::${account}:role/any`;
  const anybody = { account, arn, principalArn: arn, userId: 'AROAANYANYANYANYANY01:any', policies: {} };
  const resource = 'arn:aws:s3:::no-resource-of-that-action';
  return needsWildcard(await simulate(anybody, { action, resource, account, context: {} }));
};

const simulate = (asker: Asker, { action, resource, account, context }: Question, resourcePolicy?: object) =>
  runSimulation(
    {
      request: {
        principal: asker.arn,
        action,
        resource: { resource, accountId: account },
        contextVariables: {
          'aws:userid': asker.userId,
          'aws:PrincipalArn': asker.principalArn,
          'aws:PrincipalAccount': asker.account,
          'aws:PrincipalOrgID': asker.organization ?? ORGANIZATION,
          'aws:ResourceOrgID': ORGANIZATION,
          'aws:SecureTransport': 'true',
          ...context,
        },
      },
      identityPolicies: Object.entries(asker.policies).map(([name, policy]) => ({ name, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(asker.sessionPolicy === undefined ? {} : { sessionPolicy: asker.sessionPolicy }),
      ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
    },
    {},
  );

const needsWildcard = (result: Awaited<ReturnType<typeof runSimulation>>): boolean =>
  result.resultType === 'error' && result.errors.message === 'must.use.wildcard';
