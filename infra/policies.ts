import { CfnCondition, Fn, type Stack } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { formats } from './formats.ts';
import { orNothing, type Parameter } from './parameters.ts';

/** One statement, in IAM's own words. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, unknown>> | undefined;
}

type Grant = readonly [sid: string, actions: readonly string[], resource: unknown, condition?: Statement['Condition']];

export const allow = (...[Sid, Action, Resource, Condition]: Grant): Statement => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});

/** In every role of keyturn: it holds even where the role re-wrote a secret's policy in its own favour. */
const neverReadSecrets: Statement = {
  Sid: 'NeverReadSecrets',
  Effect: 'Deny',
  Action: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
  Resource: '*',
};

export const policy = (Statement: readonly unknown[]) => ({ Version: '2012-10-17', Statement });

export interface RoleShape {
  readonly logicalId: string;
  readonly description: string;
  /** None: CloudFormation finds one. */
  readonly roleName?: string | undefined;
  readonly trust: Omit<Statement, 'Sid' | 'Effect' | 'Action' | 'Resource'>;
  /** Statements of the trust policy besides the one that lets the role be assumed. */
  readonly alsoTrusted?: readonly unknown[];
  readonly policyName: string;
  readonly statements: readonly unknown[];
}

/** A parameter of every template that has roles. */
export const permissionsBoundary: Parameter = {
  label: 'Permissions boundary',
  description:
    "Optional: ARN of the policy that bounds what each role of this stack may do; it must allow what the role's own policy does. arn:aws:iam::*:policy/NAME: the policy of that name in whatever account the role is. Empty: none.",
  default: '',
  format: orNothing(formats.boundaryArn),
};

export const addRole = (stack: Stack, shape: RoleShape): CfnRole => {
  const { logicalId, description, roleName, trust, alsoTrusted = [], policyName, statements } = shape;
  return new CfnRole(stack, logicalId, {
    description,
    ...(roleName === undefined ? {} : { roleName }),
    permissionsBoundary: boundaryIn(stack),
    assumeRolePolicyDocument: policy([{ Effect: 'Allow', Action: ['sts:AssumeRole'], ...trust }, ...alsoTrusted]),
    policies: [{ policyName, policyDocument: policy([...statements, neverReadSecrets]) }],
  });
};

/** A StackSet has one value for all its accounts, and a customer's own policy has the id of each in its ARN. */
const boundaryIn = (stack: Stack): string => {
  const given = Fn.ref('PermissionsBoundaryArn');
  if (stack.node.tryFindChild('HasPermissionsBoundary') === undefined) {
    const isOther = (text: string) => Fn.conditionNot(Fn.conditionEquals(given, text));
    new CfnCondition(stack, 'HasPermissionsBoundary', { expression: isOther('') });
    new CfnCondition(stack, 'EachAccountHasABoundary', { expression: isOther(Fn.join('', Fn.split('*', given))) });
  }
  // Of a text without a mark there is no second part: the mark behind it makes one, which is empty.
  const ofThisAccount = Fn.join('', [
    Fn.select(0, Fn.split('*', given)),
    Fn.conditionIf('EachAccountHasABoundary', Fn.ref('AWS::AccountId'), '') as unknown as string,
    Fn.select(1, Fn.split('*', Fn.join('', [given, '*']))),
  ]);
  return Fn.conditionIf('HasPermissionsBoundary', ofThisAccount, Fn.ref('AWS::NoValue')).toString();
};

export const trustService = (service: string, condition?: Statement['Condition']): RoleShape['trust'] => ({
  Principal: { Service: service },
  ...(condition === undefined ? {} : { Condition: condition }),
});

/** As `iam::111111111111:role/name`: the ARN in this partition. */
export const arn = (rest: string): string => Fn.sub(`arn:\${AWS::Partition}:${rest}`);
