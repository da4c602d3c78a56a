/** A CloudFormation template with its parameters filled in, as far as keyturn's templates need it. */
export interface ResolveContext {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly account: string;
  readonly region: string;
}

export interface ParsedTemplate {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown; readonly Type?: string }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, StackResource>>;
}

export interface StackResource {
  readonly Type: string;
  readonly Properties?: unknown;
  readonly [field: string]: unknown;
}

const NO_VALUE = Symbol('AWS::NoValue');

/**
 * Resolves `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::If` and their like anywhere in a value; what it does not know it
 * refuses.
 */
export const resolver = (template: ParsedTemplate, resolveContext: ResolveContext) => {
  const { account, region } = resolveContext;
  const parameterOf = (name: string): unknown => {
    const declared = template.Parameters?.[name];
    if (declared === undefined) return undefined;
    const value = resolveContext.parameters[name] ?? declared.Default;
    if (value === undefined) throw new Error(`the parameter ${name} must be given`);
    return declared.Type === 'CommaDelimitedList' ? String(value).split(',').filter(Boolean) : String(value);
  };
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NoValue': NO_VALUE,
  };
  const refer = (name: string): unknown => pseudo[name] ?? parameterOf(name) ?? physical(name, 'Ref');
  const physical = (logicalId: string, attribute: string): unknown => {
    const resource = template.Resources[logicalId];
    const made = resource && namesOf(resource.Type, attribute);
    if (resource === undefined || made === undefined) throw new Error(`${logicalId}.${attribute} is not known here`);
    return made({
      logicalId,
      properties: resolve(resource.Properties ?? {}) as Record<string, string>,
      account,
      region,
    });
  };
  const isTrue = (name: string): boolean => test(template.Conditions?.[name]);
  const test = (condition: unknown): boolean => {
    const [[name, argument] = ['', undefined]] = Object.entries(condition ?? {});
    if (name === 'Condition') return isTrue(String(argument));
    const list = argument as readonly unknown[];
    if (name === 'Fn::Equals') return resolve(list[0]) === resolve(list[1]);
    if (name === 'Fn::Not') return !test(list[0]);
    if (name === 'Fn::And') return list.every(test);
    if (name === 'Fn::Or') return list.some(test);
    throw new Error(`the condition ${name} is not known here`);
  };
  const substitute = (argument: unknown): string => {
    const [text, own] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, Record<string, unknown>];
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (own[name] !== undefined) return String(resolve(own[name]));
      const [logicalId = '', attribute] = name.split('.');
      return String(attribute === undefined ? refer(name) : physical(logicalId, attribute));
    });
  };
  const functions: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (name) => refer(String(name)),
    'Fn::GetAtt': (path) => {
      const [logicalId, attribute] = Array.isArray(path) ? path : String(path).split('.');
      return physical(String(logicalId), String(attribute));
    },
    'Fn::Sub': substitute,
    'Fn::If': (argument) => {
      const [name, yes, no] = argument as [string, unknown, unknown];
      return resolve(isTrue(name) ? yes : no);
    },
    'Fn::Join': (argument) => {
      const [by, list] = argument as [string, unknown];
      return (resolve(list) as readonly unknown[]).join(by);
    },
    'Fn::Select': (argument) => {
      const [index, list] = argument as [number, unknown];
      return (resolve(list) as readonly unknown[])[Number(index)];
    },
    'Fn::Split': (argument) => {
      const [by, text] = argument as [string, unknown];
      return String(resolve(text)).split(by);
    },
  };
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve).filter((each) => each !== NO_VALUE);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[name, argument] = ['', undefined]] = entries;
    const known = entries.length === 1 ? functions[name] : undefined;
    if (known !== undefined) return known(argument);
    if (entries.length === 1 && name.startsWith('Fn::')) throw new Error(`${name} is not known here`);
    return Object.fromEntries(
      entries.map(([field, inner]) => [field, resolve(inner)]).filter(([, made]) => made !== NO_VALUE),
    );
  };
  return { resolve, isTrue };
};

interface Made {
  readonly logicalId: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly account: string;
  readonly region: string;
}

/** What CloudFormation calls a resource that it made. */
const namesOf = (type: string, attribute: string): ((made: Made) => string) | undefined =>
  physicalNames[`${type} ${attribute}`];

const lower = ({ logicalId }: Made): string => `keyturn-${logicalId.toLowerCase()}`;

/** Of the one key that the stack may make. */
export const KMS_KEY_ID = '11111111-2222-3333-4444-555555555555';

const physicalNames: Readonly<Record<string, (made: Made) => string>> = {
  'AWS::IAM::Role Ref': (made) => made.properties.RoleName ?? made.logicalId,
  'AWS::IAM::Role Arn': (made) => `arn:aws:iam::${made.account}:role/${made.properties.RoleName ?? made.logicalId}`,
  'AWS::S3::Bucket Ref': lower,
  'AWS::S3::Bucket Arn': (made) => `arn:aws:s3:::${lower(made)}`,
  'AWS::SQS::Queue Arn': ({ account, region, properties }) =>
    `arn:aws:sqs:${region}:${account}:${properties.QueueName}`,
  'AWS::Lambda::Function Ref': ({ properties }) => properties.FunctionName ?? '',
  'AWS::Lambda::Function Arn': ({ account, region, properties }) =>
    `arn:aws:lambda:${region}:${account}:function:${properties.FunctionName}`,
  'AWS::Logs::LogGroup Ref': ({ properties }) => properties.LogGroupName ?? '',
  'AWS::Logs::LogGroup Arn': ({ account, region, properties }) =>
    `arn:aws:logs:${region}:${account}:log-group:${properties.LogGroupName}:*`,
  'AWS::StepFunctions::StateMachine Ref': ({ account, region, properties }) =>
    `arn:aws:states:${region}:${account}:stateMachine:${properties.StateMachineName}`,
  'AWS::KMS::Key Arn': ({ account, region }) => `arn:aws:kms:${region}:${account}:key/${KMS_KEY_ID}`,
  'AWS::KMS::Key Ref': () => KMS_KEY_ID,
  'AWS::EC2::SecurityGroup GroupId': ({ logicalId }) => `sg-${logicalId.toLowerCase()}`,
  'AWS::IAM::ManagedPolicy Ref': ({ account, properties }) =>
    `arn:aws:iam::${account}:policy/${properties.ManagedPolicyName}`,
};
