import { AwsError } from '../../call.ts';
import { type PagedItems, pageOf } from '../paging.ts';

export interface OrganizationsListInput {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

const PAGE_SIZE = 20;

export const organizationPage = <T>(
  all: readonly T[],
  { NextToken, MaxResults }: OrganizationsListInput,
): PagedItems<T> => {
  const size = MaxResults ?? PAGE_SIZE;
  if (size >= 1 && size <= PAGE_SIZE) return pageOf(all, NextToken, size);
  throw new AwsError('InvalidInputException', `You specified an invalid value for MaxResults: ${size}`, 400);
};

export const nextToken = (page: PagedItems<unknown>): { NextToken?: string } =>
  page.next === undefined ? {} : { NextToken: page.next };
