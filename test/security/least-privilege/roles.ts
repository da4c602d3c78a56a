import type { DeployedStacks } from '../../deployed/organization.ts';
import type { StackRole } from '../../deployed/stack/templates.ts';
import type { Asker } from '../judge.ts';

/** Every role that the templates make; a member's and the management account's are one kind. */
export const rolesOf = ({ main, listRole, members }: DeployedStacks): readonly StackRole[] => [
  ...main.roles,
  ...listRole.roles.map((role) => ({ ...role, logicalId: 'ListRole' })),
  ...[...members.values()].flatMap(({ roles }) => roles.map((role) => ({ ...role, logicalId: 'MemberRole' }))),
];

/** A session of a role, as the simulator is told of it. */
export const sessionOf = ({ account, name, arn, policies }: Omit<StackRole, 'trust' | 'logicalId'>): Asker => ({
  account,
  arn: `arn:aws:sts::${account}:assumed-role/${name}/session`,
  principalArn: arn,
  userId: 'AROAROLEROLEROLEROLE1:session',
  policies,
});

export interface TrustStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

export const statementsOf = ({ policies }: Pick<StackRole, 'policies'>): readonly TrustStatement[] =>
  Object.values(policies).flatMap(
    (document) => (document as { readonly Statement: readonly TrustStatement[] }).Statement,
  );
