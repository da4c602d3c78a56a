import { AwsError, type Call } from '../../call.ts';
import type { StoredObject } from '../../world.ts';
import { type BucketAsked, findBucket } from './find-bucket.ts';

export interface ObjectAsked extends BucketAsked {
  readonly Key?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly ChecksumMode?: string | undefined;
}

export interface ObjectShape {
  readonly ContentLength: number;
  readonly ContentType: string;
  readonly ETag: string;
  readonly LastModified: Date;
  readonly Metadata: Readonly<Record<string, string>>;
  readonly ChecksumSHA256?: string;
}

/** The object, if there is one and its ETag is as asked for. */
export const findObject = (call: Call, asked: ObjectAsked, absent: AwsError): StoredObject => {
  const object = findBucket(call, asked).objects.get(asked.Key ?? '');
  if (object === undefined) throw absent;
  const message = 'At least one of the pre-conditions you specified did not hold';
  if (!matches(object, asked.IfMatch ?? '*')) throw new AwsError('PreconditionFailed', message, 412);
  if (asked.IfNoneMatch !== undefined && matches(object, asked.IfNoneMatch))
    throw new AwsError('NotModified', 'Not Modified', 304);
  return object;
};

const matches = ({ etag }: StoredObject, wanted: string): boolean =>
  wanted === '*' || unquoted(wanted) === unquoted(etag);

const unquoted = (etag: string): string => etag.replaceAll('"', '');

/** What GetObject and HeadObject tell alike. */
export const objectShape = (object: StoredObject, { ChecksumMode }: ObjectAsked): ObjectShape => ({
  ContentLength: object.body.byteLength,
  ContentType: object.contentType,
  ETag: object.etag,
  LastModified: new Date(object.modifiedAt),
  Metadata: object.metadata,
  ...(ChecksumMode === 'ENABLED' ? object.checksums : {}),
});
