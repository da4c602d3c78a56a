import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { execute } from '../../execute.ts';
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
    expect(outcome('s3', 'CreateBucket', { Bucket: 'Not_A_Name' })).toBe('InvalidBucketName');
  });

  test('a bucket is made again in us-east-1 alone, and elsewhere only where its Region is named', () => {
    const { world, member, management, outcome, admin } = smallWorld();
    addBucket(world, member.id, { name: 'mine' });
    addBucket(world, management.id, { name: 'theirs' });
    const create = (Bucket: string, LocationConstraint?: string) =>
      outcome('s3', 'CreateBucket', {
        Bucket,
        ...(LocationConstraint && { CreateBucketConfiguration: { LocationConstraint } }),
      });
    expect([create('mine'), create('theirs'), create('mine', 'eu-west-1')]).toEqual([
      'ok',
      'BucketAlreadyExists',
      'BucketAlreadyOwnedByYou',
    ]);
    expect([create('far', 'eu-west-1'), create('far', 'eu-west-1'), create('odd', 'the-moon-1')]).toEqual([
      'ok',
      'BucketAlreadyOwnedByYou',
      'InvalidLocationConstraint',
    ]);
    expect(world.buckets.get('far')?.region).toBe('eu-west-1');
    const there = { service: 's3', operation: 'CreateBucket', region: 'eu-west-1', credentials: admin } as const;
    expect(() => execute(world, { ...there, input: { Bucket: 'unsaid' } })).toThrow('unspecified location constraint');
  });

  test('tells of an object without sending it, and lets go of it', () => {
    const { call, outcome } = smallWorld();
    const where = { Bucket: 'bucket', Key: 'k' };
    call('s3', 'CreateBucket', { Bucket: 'bucket' });
    const sha256 = createHash('sha256').update('text').digest('base64');
    const sums = { ContentMD5: createHash('md5').update('text').digest('base64'), ChecksumSHA256: sha256 };
    call('s3', 'PutObject', { ...where, Body: 'text', ContentType: 'text/plain', Metadata: { by: 'me' }, ...sums });
    const head = call('s3', 'HeadObject', { ...where, ChecksumMode: 'ENABLED' });
    expect(head).toMatchObject({ ContentLength: 4, ContentType: 'text/plain', Metadata: { by: 'me' } });
    expect([head.ChecksumSHA256, head.Body]).toEqual([sha256, undefined]);
    expect(call('s3', 'HeadObject', where).ChecksumSHA256).toBeUndefined();
    expect(outcome('s3', 'DeleteObject', where)).toBe('ok');
    expect([outcome('s3', 'DeleteObject', where), outcome('s3', 'HeadObject', where)]).toEqual(['ok', 'NotFound']);
  });

  test('stores nothing that is not what its checksum says', () => {
    const { call, outcome } = smallWorld();
    const where = { Bucket: 'bucket', Key: 'k', Body: 'text' };
    call('s3', 'CreateBucket', { Bucket: 'bucket' });
    for (const name of ['ContentMD5', 'ChecksumCRC32', 'ChecksumSHA1', 'ChecksumSHA256'])
      expect(outcome('s3', 'PutObject', { ...where, [name]: 'AAAAAA==' }), name).toBe('BadDigest');
    expect(outcome('s3', 'PutObject', { ...where, ChecksumCRC32: 'O4unxw==' })).toBe('ok');
  });

  test('reads on condition of the ETag and of the owner', () => {
    const { call, outcome, member } = smallWorld();
    const where = { Bucket: 'bucket', Key: 'k' };
    call('s3', 'CreateBucket', { Bucket: 'bucket' });
    const { ETag } = call('s3', 'PutObject', { ...where, Body: 'text' });
    const read = (condition: object) => outcome('s3', 'GetObject', { ...where, ...condition });
    expect([read({ IfMatch: ETag }), read({ IfMatch: '"other"' })]).toEqual(['ok', 'PreconditionFailed']);
    expect([read({ IfNoneMatch: '"other"' }), read({ IfNoneMatch: ETag })]).toEqual(['ok', 'NotModified']);
    expect([read({ ExpectedBucketOwner: member.id }), read({ ExpectedBucketOwner: '300000000003' })]).toEqual([
      'ok',
      'AccessDenied',
    ]);
    expect(read({ Range: 'bytes=0-1' })).toBe('NotImplemented');
  });

  test('lists by folder, after a key, and encoded', () => {
    const { call } = smallWorld();
    call('s3', 'CreateBucket', { Bucket: 'bucket' });
    for (const Key of ['a/1', 'a/2', 'b c', 'd/3']) call('s3', 'PutObject', { Bucket: 'bucket', Key, Body: Key });
    const list = (input: object) => {
      const { Contents, CommonPrefixes, KeyCount } = call('s3', 'ListObjectsV2', { Bucket: 'bucket', ...input });
      const names = [...Contents, ...CommonPrefixes].map(({ Key, Prefix }) => Key ?? Prefix);
      expect(names).toHaveLength(KeyCount);
      return names;
    };
    expect(list({ Delimiter: '/' })).toEqual(['b c', 'a/', 'd/']);
    expect(list({ Delimiter: '/', Prefix: 'a/' })).toEqual(['a/1', 'a/2']);
    expect(list({ StartAfter: 'a/2', EncodingType: 'url' })).toEqual(['b%20c', 'd/3']);
    const { NextContinuationToken } = call('s3', 'ListObjectsV2', { Bucket: 'bucket', Delimiter: '/', MaxKeys: 1 });
    expect(list({ Delimiter: '/', ContinuationToken: NextContinuationToken })).toEqual(['b c', 'd/']);
  });

  test('lists the own buckets, page by page', () => {
    const { call, world, management, member } = smallWorld();
    addBucket(world, management.id, { name: 'theirs' });
    for (const name of ['b', 'a']) addBucket(world, member.id, { name });
    addBucket(world, member.id, { name: 'far', region: 'eu-west-1' });
    const names = (input: object) => call('s3', 'ListBuckets', input).Buckets.map(({ Name }: { Name: string }) => Name);
    expect(names({})).toEqual(['a', 'b', 'far']);
    expect(names({ BucketRegion: 'eu-west-1' })).toEqual(['far']);
    const { ContinuationToken } = call('s3', 'ListBuckets', { MaxBuckets: 1 });
    expect(names({ ContinuationToken })).toEqual(['b', 'far']);
  });
});
