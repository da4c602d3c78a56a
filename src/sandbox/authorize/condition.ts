import { arnGlob, glob } from './glob.ts';
import { addressIn } from './ip-range.ts';
import { type Context, substitute } from './variables.ts';

export interface Condition {
  readonly test: Test;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly quantifier: 'any' | 'all' | undefined;
  /** `Null` asks about presence only. */
  readonly presence: boolean;
  /** Lower case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** True if one value of the policy agrees with one value of the request. */
type Test = (policyValue: string, actual: string) => boolean;

const equalDates: Test = (policy, actual) => Date.parse(policy) === Date.parse(actual);

const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: (policy, actual) => policy === actual,
  StringEqualsIgnoreCase: (policy, actual) => policy.toLowerCase() === actual.toLowerCase(),
  StringLike: glob,
  ArnEquals: arnGlob,
  ArnLike: arnGlob,
  Bool: (policy, actual) => policy.toLowerCase() === actual.toLowerCase(),
  IpAddress: addressIn,
  NumericEquals: (policy, actual) => Number(actual) === Number(policy),
  NumericLessThan: (policy, actual) => Number(actual) < Number(policy),
  NumericLessThanEquals: (policy, actual) => Number(actual) <= Number(policy),
  NumericGreaterThan: (policy, actual) => Number(actual) > Number(policy),
  NumericGreaterThanEquals: (policy, actual) => Number(actual) >= Number(policy),
  DateEquals: equalDates,
  DateLessThan: (policy, actual) => Date.parse(actual) < Date.parse(policy),
  DateLessThanEquals: (policy, actual) => Date.parse(actual) <= Date.parse(policy),
  DateGreaterThan: (policy, actual) => Date.parse(actual) > Date.parse(policy),
  DateGreaterThanEquals: (policy, actual) => Date.parse(actual) >= Date.parse(policy),
};

type RawConditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const compileConditions = (raw: RawConditions): readonly Condition[] =>
  Object.entries(raw).flatMap(([operator, tests]) =>
    Object.entries(tests).map(([key, value]) => compileOne(operator, key, value)),
  );

const compileOne = (operator: string, key: string, value: unknown): Condition => {
  const [quantifier, afterQuantifier] = operator.startsWith('ForAllValues:')
    ? (['all', operator.slice(13)] as const)
    : operator.startsWith('ForAnyValue:')
      ? (['any', operator.slice(12)] as const)
      : ([undefined, operator] as const);
  const ifExists = afterQuantifier.endsWith('IfExists');
  const name = ifExists ? afterQuantifier.slice(0, -8) : afterQuantifier;
  const positive = name === 'NotIpAddress' ? 'IpAddress' : name.replace(/^(String|Arn|Numeric|Date)Not/, '$1');
  const presence = name === 'Null';
  const test = presence ? TESTS.Bool : TESTS[positive];
  if (test === undefined) throw new Error(`no such condition operator: ${operator}`);
  const values = (Array.isArray(value) ? value : [value]).map(String);
  return { test, negated: positive !== name, ifExists, quantifier, presence, key: key.toLowerCase(), values };
};

/** True if the condition holds. A key that the request lacks satisfies negated operators, as IAM documents. */
export const holds = (condition: Condition, context: Context): boolean => {
  const actual = context(condition.key);
  if (condition.presence) return condition.values.includes(String(actual === undefined));
  if (actual === undefined) return condition.ifExists || condition.quantifier === 'all' || missingHolds(condition);
  const actuals = typeof actual === 'string' ? [actual] : actual;
  const values = condition.values.map((value) => substitute(value, context));
  const agrees = (one: string): boolean => {
    const matched = values.some((value) => value !== undefined && condition.test(value, one));
    return condition.negated ? !matched : matched;
  };
  if (condition.quantifier === 'any') return actuals.some(agrees);
  return actuals.length > 0 && actuals.every(agrees);
};

const missingHolds = (condition: Condition): boolean => condition.negated && condition.quantifier !== 'any';
