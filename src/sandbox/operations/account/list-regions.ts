import type { ListRegionsRequest, ListRegionsResponse } from '@aws-sdk/client-account';
import { AwsError, type Operation } from '../../call.ts';
import { regionsOf } from '../../regions.ts';
import { accountOf } from '../iam/find.ts';
import { pageOf } from '../paging.ts';

/** Of the caller's own account: what a management account may ask of others is not played. */
export const listRegions: Operation<ListRegionsRequest, ListRegionsResponse> = (call, input) => {
  const { AccountId, MaxResults = 50, NextToken, RegionOptStatusContains: wanted = [] } = input;
  if (AccountId !== undefined) throw new AwsError('ValidationException', 'The sandbox plays the own account only', 400);
  if (MaxResults < 1 || MaxResults > 50) throw new AwsError('ValidationException', 'MaxResults is from 1 to 50', 400);
  const shown = regionsOf(accountOf(call)).filter(({ status }) => wanted.length === 0 || wanted.includes(status));
  const { items, next } = pageOf(shown, NextToken, MaxResults);
  return {
    Regions: items.map(({ name, status }) => ({ RegionName: name, RegionOptStatus: status })),
    ...(next === undefined ? {} : { NextToken: next }),
  };
};
