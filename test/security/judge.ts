import { runSimulation } from '@cloud-copilot/iam-simulate';
import { MEMBER, type Principal } from './principals.ts';

export interface Question {
  readonly who: Principal;
  readonly action: string;
  readonly resource: string;
  readonly identity: object | undefined;
  readonly resourcePolicy?: object;
}

/** The verdict of a policy simulator that nobody here wrote: `Allowed`, `ImplicitlyDenied` or `ExplicitlyDenied`. */
export const judge = async ({ who, action, resource, identity, resourcePolicy }: Question): Promise<string> => {
  const result = await runSimulation(
    {
      request: {
        principal: who.arn,
        action,
        resource: { resource, accountId: MEMBER },
        contextVariables: {
          'aws:userid': who.userId,
          'aws:PrincipalArn': who.principalArn ?? who.arn,
          'aws:PrincipalAccount': who.account,
          ...(who.userName === undefined ? {} : { 'aws:username': who.userName }),
        },
      },
      identityPolicies: identity === undefined ? [] : [{ name: 'identity', policy: identity }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
    },
    {},
  );
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors));
  return result.overallResult;
};
