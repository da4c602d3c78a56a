import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { StackRole } from '../../deployed/stack/templates.ts';
import { ORGANIZATION } from './roles.ts';

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

export const sessionOf = ({ account, name, arn, policies }: Omit<StackRole, 'trust' | 'logicalId'>): Asker => ({
  account,
  arn: `arn:aws:sts::${account}:assumed-role/${name}/session`,
  principalArn: arn,
  userId: 'AROAROLEROLEROLEROLE1:session',
  policies,
});

/** The verdict of a policy simulator that nobody here wrote. */
export const judge = async (asker: Asker, question: Question, resourcePolicy?: object): Promise<Verdict> => {
  const { action, resource, account: accountId, context } = question;
  const result = await runSimulation(
    {
      request: {
        principal: asker.arn,
        action,
        resource: { resource, accountId },
        contextVariables: {
          'aws:userid': asker.userId,
          'aws:PrincipalArn': asker.principalArn,
          'aws:PrincipalAccount': asker.account,
          'aws:PrincipalOrgID': asker.organization ?? ORGANIZATION,
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
  // AWS knows no resource of this action: it asks about everything.
  if (needsWildcard(result) && resource !== '*') return judge(asker, { ...question, resource: '*' }, resourcePolicy);
  if (result.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  return result.overallResult as Verdict;
};

const needsWildcard = (result: Awaited<ReturnType<typeof runSimulation>>): boolean =>
  result.resultType === 'error' && result.errors.message === 'must.use.wildcard';

/** True for an action of which AWS knows no resource, by the simulator's copy of AWS's service authorization reference. */
export const hasNoResource = async (action: string): Promise<boolean> =>
  needsWildcard(
    await runSimulation(
      {
        request: {
          principal: 'arn:aws:iam::111111111111:role/any',
          action,
          resource: { resource: 'arn:aws:s3:::no-resource-of-that-action', accountId: '111111111111' },
          contextVariables: {},
        },
        identityPolicies: [],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    ),
  );
