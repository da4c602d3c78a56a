import type { Parameter } from '@aws-sdk/client-cloudformation';
import type { Texts } from '../../app/deploy/package-file.ts';

/** What CloudFormation shows instead of a NoEcho value: such a value can only be kept. */
const HIDDEN = '****';

export const parameterList = (parameters: Texts): Parameter[] =>
  Object.entries(parameters).map(([ParameterKey, ParameterValue]) =>
    ParameterValue === HIDDEN ? { ParameterKey, UsePreviousValue: true } : { ParameterKey, ParameterValue },
  );

export const parametersFrom = (list: readonly Parameter[] | undefined): Texts =>
  Object.fromEntries((list ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]));
