import { describe, expect, test } from 'vitest';
import { addBucket } from '../../seed.ts';
import { smallWorld } from '../../small-world.fixture.ts';

describe('S3', () => {
  test('keeps objects and lists them by prefix, page by page', () => {
    const { call } = smallWorld();
    call('s3', 'CreateBucket', { Bucket: 'bucket' });
    for (const Key of ['t/b.html', 't/a.html', 'other']) call('s3', 'PutObject', { Bucket: 'bucket', Key, Body: Key });
    const first = call('s3', 'ListObjectsV2', { Bucket: 'bucket', Prefix: 't/', MaxKeys: 1 });
    expect(first).toMatchObject({ IsTruncated: true, Contents: [{ Key: 't/a.html', Size: 8 }] });
    const next = { Bucket: 'bucket', Prefix: 't/', ContinuationToken: first.NextContinuationToken };
    expect(call('s3', 'ListObjectsV2', next)).toMatchObject({ IsTruncated: false, Contents: [{ Key: 't/b.html' }] });
    expect(Buffer.from(call('s3', 'GetObject', { Bucket: 'bucket', Key: 'other' }).Body).toString()).toBe('other');
  });

  test('rolls up what lies in a folder, which is one entry of its page', () => {
    const { call } = smallWorld();
    call('s3', 'CreateBucket', { Bucket: 'bucket' });
    for (const Key of ['r/a/1', 'r/a/2', 'r/b', 'r/c/d/1'])
      call('s3', 'PutObject', { Bucket: 'bucket', Key, Body: Key });
    const list = (input: object) =>
      call('s3', 'ListObjectsV2', { Bucket: 'bucket', Prefix: 'r/', Delimiter: '/', ...input });
    expect(list({})).toMatchObject({ KeyCount: 3, CommonPrefixes: [{ Prefix: 'r/a/' }, { Prefix: 'r/c/' }] });
    expect(list({}).Contents).toMatchObject([{ Key: 'r/b' }]);
    const first = list({ MaxKeys: 1 });
    expect(first).toMatchObject({ IsTruncated: true, CommonPrefixes: [{ Prefix: 'r/a/' }], Contents: [] });
    const second = list({ MaxKeys: 1, ContinuationToken: first.NextContinuationToken });
    expect(second.Contents).toMatchObject([{ Key: 'r/b' }]);
  });

  test('says what is missing, taken or elsewhere', () => {
    const { world, member, management, outcome } = smallWorld();
    addBucket(world, member.id, { name: 'mine' });
    addBucket(world, management.id, { name: 'theirs' });
    addBucket(world, member.id, { name: 'far', region: 'eu-west-1' });
    expect(outcome('s3', 'GetObject', { Bucket: 'none', Key: 'k' })).toBe('NoSuchBucket');
    expect(outcome('s3', 'HeadBucket', { Bucket: 'none' })).toBe('NotFound');
    expect(outcome('s3', 'GetObject', { Bucket: 'mine', Key: 'k' })).toBe('NoSuchKey');
    expect(outcome('s3', 'GetObject', { Bucket: 'far', Key: 'k' })).toBe('PermanentRedirect');
    expect(outcome('s3', 'HeadBucket', { Bucket: 'theirs' })).toBe('AccessDenied');
    expect(outcome('s3', 'CreateBucket', { Bucket: 'mine' })).toBe('BucketAlreadyOwnedByYou');
    expect(outcome('s3', 'CreateBucket', { Bucket: 'Not_A_Name' })).toBe('InvalidBucketName');
  });
});
