import { formats } from '../formats.ts';
import { orNothing } from '../parameters.ts';
import type { PlainTemplate } from '../plain-stack.ts';

/** A parameter as a template declares it. */
export interface DeclaredParameter {
  readonly Type: string;
  readonly Description: string;
  /** None: it must be given. */
  readonly Default?: string | number;
  readonly AllowedValues?: readonly string[];
  readonly AllowedPattern?: string;
  readonly ConstraintDescription?: string;
  readonly MinValue?: number;
  readonly MaxValue?: number;
}

export const parametersOf = (template: PlainTemplate): Readonly<Record<string, DeclaredParameter>> =>
  template.Parameters as Readonly<Record<string, DeclaredParameter>>;

/**
 * What a parameter holds. CloudFormation knows texts, numbers and lists of texts alone: what is meant by a text is read
 * from what it may be.
 */
export type ParameterKind = 'text' | 'number' | 'optional-number' | 'truth' | 'list' | 'list-of-items' | 'objects';

export const kindOf = ({ Type, AllowedValues, AllowedPattern = '' }: DeclaredParameter): ParameterKind => {
  if (Type === 'CommaDelimitedList') return 'list-of-items';
  if (Type === 'Number') return 'number';
  if (AllowedValues?.map((each) => each.toLowerCase()).join() === 'true,false') return 'truth';
  if (AllowedPattern === patternOf(formats.jsonList)) return 'objects';
  if (AllowedPattern === patternOf(formats.count)) return 'optional-number';
  // A pattern that goes on after a comma is one of several items.
  return /\(,/.test(AllowedPattern) ? 'list' : 'text';
};

const patternOf = (format: Parameters<typeof orNothing>[0]): string => `^${orNothing(format).pattern}$`;
