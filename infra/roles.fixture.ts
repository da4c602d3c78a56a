import { type ResolvedResource, resolved } from './resolved.fixture.ts';
import { given, givenNetwork, templates } from './written.fixture.ts';

export interface RoleStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Holder {
  readonly name: string;
  readonly trust: readonly RoleStatement[];
  readonly statements: readonly RoleStatement[];
}

/** With every optional part, since that is where a right could hide. */
export const everything = {
  ...given,
  ...givenNetwork,
  RunLambdaInVPC: 'True',
  VpcId: 'vpc-1',
  SubnetId: 'subnet-1,subnet-2',
  KmsKeyArn: 'arn:aws:kms:eu-central-1:111111111111:key/1234',
  OperatorPrincipalArns: 'arn:aws:iam::111111111111:role/operators',
};

export const holdersIn = (parameters: Readonly<Record<string, string>>): Holder[] =>
  Object.entries(templates).flatMap(([file, template]) => {
    const made = Object.entries(resolved(template, { parameters: { ...given, ...givenNetwork, ...parameters } }));
    return made
      .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
      .map(([id, { Properties }]) => ({
        name: `${id} of ${file}`,
        trust: Properties.AssumeRolePolicyDocument.Statement,
        statements: [...Properties.Policies, ...apartPolicies(made, id)].flatMap(
          (each: { PolicyDocument: { Statement: RoleStatement[] } }) => each.PolicyDocument.Statement,
        ),
      }));
  });

/** Policies of the role that are resources of their own. */
const apartPolicies = (made: readonly (readonly [string, ResolvedResource])[], role: string) =>
  made.flatMap(([, { Type, Properties }]) =>
    Type === 'AWS::IAM::Policy' && Properties.Roles.includes(role) ? [Properties] : [],
  );

export const roles = holdersIn(everything);
export const allowed = roles.flatMap(({ name, statements }) =>
  statements.filter(({ Effect }) => Effect === 'Allow').map((statement) => ({ name, ...statement })),
);
