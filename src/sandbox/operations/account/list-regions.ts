import type { ListRegionsRequest, ListRegionsResponse } from '@aws-sdk/client-account';
import { AwsError, type Operation } from '../../call.ts';
import { regionsOf } from '../../regions.ts';
import { accountOf } from '../iam/find.ts';
import { pageOf } from '../paging.ts';

/** Of the caller's own account: what a management account may ask of others is not played. */
export const listRegions: Operation<ListRegionsRequest, ListRegionsResponse> = (call, input) => {
  const { MaxResults: size = 50, NextToken: token, RegionOptStatusContains: wanted = [] } = input;
  const shown = regionsOf(accountOf(call)).filter(({ status }) => wanted.length === 0 || wanted.includes(status));
  const { items, next } = pageOf(call, shown, { token, size, refuse: badToken });
  return {
    Regions: items.map(({ name, status }) => ({ RegionName: name, RegionOptStatus: status })),
    ...(next === undefined ? {} : { NextToken: next }),
  };
};

const badToken = (): AwsError => new AwsError('ValidationException', 'The NextToken is not valid.', 400);
