import { AwsError, type Call } from '../../call.ts';
import { type PagedItems, pageOf } from '../paging.ts';

interface ListInput {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export const secretsPage = <T>(
  call: Call,
  all: readonly T[],
  { NextToken: token, MaxResults: size = 100 }: ListInput,
): PagedItems<T> => pageOf(call, all, { token, size, refuse: badToken });

const badToken = (): AwsError => new AwsError('InvalidNextTokenException', 'The NextToken value is invalid.', 400);

export const nextToken = (page: PagedItems<unknown>): { NextToken?: string } =>
  page.next === undefined ? {} : { NextToken: page.next };
