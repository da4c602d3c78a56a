import { CfnParameter, type Stack } from 'aws-cdk-lib';

export interface Parameter {
  /** What the console shows instead of the name. */
  readonly label: string;
  readonly description: string;
  readonly type?:
    | 'String'
    | 'Number'
    | 'CommaDelimitedList'
    | 'AWS::EC2::VPC::Id'
    | 'List<AWS::EC2::Subnet::Id>'
    | undefined;
  /** None: it must be given. */
  readonly default?: string | number | undefined;
  readonly allowed?: readonly string[] | undefined;
  readonly between?: readonly [least: number, most: number] | undefined;
  /** A pattern that Java, Python and JavaScript read alike, and what is allowed in words. */
  readonly format?: { readonly pattern: string; readonly words: string } | undefined;
}

/** Groups in the order in which the console shows them. */
export type ParameterGroups = Readonly<Record<string, Readonly<Record<string, Parameter>>>>;

export const addParameters = (stack: Stack, groups: ParameterGroups): void => {
  const all = Object.values(groups).flatMap((group) => Object.entries(group));
  for (const [name, parameter] of all) addParameter(stack, name, parameter);
  stack.templateOptions.metadata = {
    'AWS::CloudFormation::Interface': {
      ParameterGroups: Object.entries(groups).map(([label, group]) => ({
        Label: { default: label },
        Parameters: Object.keys(group),
      })),
      ParameterLabels: Object.fromEntries(all.map(([name, { label }]) => [name, { default: label }])),
    },
  };
};

const addParameter = (stack: Stack, name: string, parameter: Parameter): void => {
  const { description, type = 'String', allowed, between, format } = parameter;
  new CfnParameter(stack, name, {
    type,
    description,
    ...(parameter.default === undefined ? {} : { default: parameter.default }),
    ...(allowed === undefined ? {} : { allowedValues: [...allowed] }),
    ...(between === undefined ? {} : { minValue: between[0], maxValue: between[1] }),
    ...(format === undefined
      ? {}
      : { allowedPattern: `^${format.pattern}$`, constraintDescription: `give ${format.words}` }),
  });
};

/** The same, or nothing. */
export const orNothing = ({ pattern, words }: NonNullable<Parameter['format']>): NonNullable<Parameter['format']> => ({
  pattern: `(${pattern})?`,
  words: `${words}, or nothing`,
});
