import type { ListBucketsOutput, ListBucketsRequest } from '@aws-sdk/client-s3';
import type { Operation } from '../../call.ts';
import { pageOfNames } from '../paging.ts';
import { badToken } from './bad-token.ts';

const PAGE_SIZE = 10_000;

/** The caller's own buckets, of all Regions. */
export const listBuckets: Operation<ListBucketsRequest, ListBucketsOutput> = (call, input) => {
  const { world, principal } = call;
  const { Prefix: prefix = '', BucketRegion: region, ContinuationToken: token, MaxBuckets: size = PAGE_SIZE } = input;
  const own = [...world.buckets.values()].filter(
    (bucket) =>
      bucket.accountId === principal.accountId &&
      bucket.name.startsWith(prefix) &&
      (region === undefined || bucket.region === region),
  );
  const page = pageOfNames(call, own.map(({ name }) => name).sort(), { token, size, refuse: badToken });
  const shown = page.items.map((name) => world.buckets.get(name)).filter((bucket) => bucket !== undefined);
  return {
    Buckets: shown.map((bucket) => ({
      Name: bucket.name,
      CreationDate: new Date(bucket.createdAt),
      BucketRegion: bucket.region,
    })),
    Owner: { ID: principal.accountId },
    ...(input.Prefix === undefined ? {} : { Prefix: input.Prefix }),
    ...(page.next === undefined ? {} : { ContinuationToken: page.next }),
  };
};
