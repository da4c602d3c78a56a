import { Fn, type Stack } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';

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

export const addRole = (stack: Stack, shape: RoleShape): CfnRole => {
  const { logicalId, description, roleName, trust, alsoTrusted = [], policyName, statements } = shape;
  return new CfnRole(stack, logicalId, {
    description,
    ...(roleName === undefined ? {} : { roleName }),
    assumeRolePolicyDocument: policy([{ Effect: 'Allow', Action: ['sts:AssumeRole'], ...trust }, ...alsoTrusted]),
    policies: [{ policyName, policyDocument: policy([...statements, neverReadSecrets]) }],
  });
};

export const trustService = (service: string, condition?: Statement['Condition']): RoleShape['trust'] => ({
  Principal: { Service: service },
  ...(condition === undefined ? {} : { Condition: condition }),
});

/** As `iam::111111111111:role/name`: the ARN in this partition. */
export const arn = (rest: string): string => Fn.sub(`arn:\${AWS::Partition}:${rest}`);
