import { AwsError, type Call } from '../../call.ts';
import { type PageAsked, type PagedItems, pageOf, pageOfNames } from '../paging.ts';

export interface IamListInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

const DEFAULT_SIZE = 100;

/** The truncation fields of every IAM list. */
export const truncation = (page: PagedItems<unknown>): { IsTruncated: boolean; Marker?: string } =>
  page.next === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: page.next };

export const iamNames = (call: Call, sorted: readonly string[], input: IamListInput): PagedItems<string> =>
  pageOfNames(call, sorted, asked(input));

export const iamPage = <T>(call: Call, all: readonly T[], input: IamListInput): PagedItems<T> =>
  pageOf(call, all, asked(input));

const asked = ({ Marker: token, MaxItems: size = DEFAULT_SIZE }: IamListInput): PageAsked => ({ token, size, refuse });

const refuse = (): AwsError => new AwsError('ValidationError', 'Invalid Marker.', 400);
