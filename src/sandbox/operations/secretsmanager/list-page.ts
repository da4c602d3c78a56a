import { type PagedItems, pageOf } from '../paging.ts';
import { invalidParameter } from './faults.ts';

interface ListInput {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export const secretsPage = <T>(all: readonly T[], { NextToken, MaxResults = 100 }: ListInput): PagedItems<T> => {
  if (MaxResults < 1 || MaxResults > 100) throw invalidParameter('MaxResults must be between 1 and 100.');
  return pageOf(all, NextToken, MaxResults);
};

export const nextToken = (page: PagedItems<unknown>): { NextToken?: string } =>
  page.next === undefined ? {} : { NextToken: page.next };
