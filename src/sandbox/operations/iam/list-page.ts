import { AwsError } from '../../call.ts';
import { type PagedItems, pageOf, pageOfNames } from '../paging.ts';

export interface IamListInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

const DEFAULT_SIZE = 100;

/** The truncation fields of every IAM list. */
export const truncation = (page: PagedItems<unknown>): { IsTruncated: boolean; Marker?: string } =>
  page.next === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: page.next };

export const iamNames = (sorted: readonly string[], input: IamListInput): PagedItems<string> =>
  pageOfNames(sorted, input.Marker, sizeOf(input));

export const iamPage = <T>(all: readonly T[], input: IamListInput): PagedItems<T> =>
  pageOf(all, input.Marker, sizeOf(input));

const sizeOf = ({ MaxItems }: IamListInput): number => {
  if (MaxItems === undefined) return DEFAULT_SIZE;
  if (Number.isInteger(MaxItems) && MaxItems >= 1 && MaxItems <= 1_000) return MaxItems;
  const constraint = MaxItems < 1 ? 'greater than or equal to 1' : 'less than or equal to 1000';
  const message = `1 validation error detected: Value '${MaxItems}' at 'maxItems' failed to satisfy constraint: Member must have value ${constraint}`;
  throw new AwsError('ValidationError', message, 400);
};
