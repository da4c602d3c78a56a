import { AwsError, type Call } from '../../call.ts';
import { type PagedItems, pageOf } from '../paging.ts';

export interface OrganizationsListInput {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

const PAGE_SIZE = 20;

export const organizationPage = <T>(
  call: Call,
  all: readonly T[],
  { NextToken: token, MaxResults: size = PAGE_SIZE }: OrganizationsListInput,
): PagedItems<T> => pageOf(call, all, { token, size, refuse: badToken });

/** Organizations has no error of its own for it: API reference, InvalidInputException. */
const badToken = (): AwsError => {
  const message = 'Get the value for the NextToken parameter from the response to a previous call of the operation.';
  return new AwsError('InvalidInputException', message, 400, { Reason: 'INVALID_PAGINATION_TOKEN' });
};

export const nextToken = (page: PagedItems<unknown>): { NextToken?: string } =>
  page.next === undefined ? {} : { NextToken: page.next };
