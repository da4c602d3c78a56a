import { describe, expect, it } from 'vitest';
import { compare, packageStep } from '../../app/deploy/bucket/steps.ts';
import { AwsFault } from '../../app/faults/aws-fault.ts';
import { s3Buckets } from './buckets.ts';

const SHA256 = 'ab'.repeat(32);
const BASE64 = Buffer.from(SHA256, 'hex').toString('base64');
const ACCOUNT = '111111111111';
const place = { bucket: `keyturn-${ACCOUNT}-eu-west-1`, prefix: 'asa/asa-iam-rotation', region: 'eu-west-1' };
const file = (path: string) => ({ path, sha256: SHA256, bytes: new Uint8Array() });
const ZIP = 'Lambda/access-key-rotation-0123456789ab.zip';
const TEMPLATE = 'CloudFormation/ASA-iam-key-auto-rotation-iam-assumed-roles.yaml';

type Answers = Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => object>>;

/** S3 as these answers play it; everything else is answered by nothing. */
const bucketsOf = (answers: Answers) => {
  const sent: { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[] = [];
  const send = async (command: { readonly input: Readonly<Record<string, unknown>> }) => {
    const name = command.constructor.name.replace('Command', '');
    sent.push({ name, input: command.input });
    return answers[name]?.(command.input) ?? {};
  };
  const caller = async () => ({ accountId: ACCOUNT, partition: 'aws' });
  return { sent, buckets: s3Buckets({ client: { service: 's3', send } as never, region: place.region, caller }) };
};

/** A bucket in which every object is there, and is described so. */
const holding = (head: object) =>
  bucketsOf({
    ListObjectsV2: ({ Prefix }) => ({ Contents: [{ Key: Prefix }] }),
    HeadObject: () => head,
    GetBucketLocation: () => ({ LocationConstraint: place.region }),
  }).buckets;

describe('a file of the package', () => {
  const ownWord = { Metadata: { 'keyturn-sha256': SHA256 }, VersionId: 'v1' };

  it.each([
    ['no SHA-256 of S3, whatever it says of itself', { ...ownWord, ChecksumCRC32: 'q83vEg==' }],
    ['another SHA-256 of S3, whatever it says of itself', { ...ownWord, ChecksumSHA256: 'AAAA' }],
    ['the SHA-256 of its parts', { ...ownWord, ChecksumSHA256: `${BASE64}-2` }],
    ['no version that stays', { ...ownWord, ChecksumSHA256: BASE64, VersionId: 'null' }],
  ])('with %s differs', async (_, head) => {
    for (const path of [ZIP, TEMPLATE])
      expect(await compare(place, file(path), holding(head))).toEqual({ kind: 'differs' });
  });

  it('with its SHA-256 of S3 is the same, in that version', async () => {
    const head = { ...ownWord, ChecksumSHA256: BASE64 };
    expect(await compare(place, file(ZIP), holding(head))).toEqual({ kind: 'same', versionId: 'v1' });
  });

  it('without a SHA-256 of S3 is uploaded again', async () => {
    const given = { place, files: [file(ZIP)], versions: new Map() };
    expect((await packageStep(given, holding(ownWord), {} as never).preview()).kind).toBe('change');
  });

  it('that is a mail template without a SHA-256 of S3 is somebody else’s, and stays', async () => {
    expect(await compare(place, file('template/mail.html'), holding(ownWord))).toEqual({ kind: 'own' });
  });

  it('is written with its checksum, and in the version that S3 answers', async () => {
    const { buckets, sent } = bucketsOf({ PutObject: () => ({ VersionId: 'v7' }) });
    expect(await buckets.put(place.bucket, 'k', file(ZIP))).toBe('v7');
    expect(sent).toMatchObject([{ name: 'PutObject', input: { ChecksumSHA256: BASE64 } }]);
    expect(await bucketsOf({}).buckets.put(place.bucket, 'k', file(ZIP))).toBeUndefined();
  });
});

describe('a bucket', () => {
  const answering = (answer: () => object) => bucketsOf({ CreateBucket: answer }).buckets.create(place.bucket);
  const refusing = (code: string) => () => {
    throw new AwsFault('exists', code, 's3:CreateBucket', '');
  };

  it.each([`/${place.bucket}`, `http://${place.bucket}.s3.amazonaws.com/`])(
    'is made where S3 says so: %s',
    (Location) => expect(answering(() => ({ Location }))).resolves.toBeUndefined(),
  );

  it('that is the own one already is as good', () =>
    expect(answering(refusing('BucketAlreadyOwnedByYou'))).resolves.toBeUndefined());

  it('of another name, of no name or of somebody else is refused', async () => {
    await expect(answering(() => ({ Location: '/other' }))).rejects.toThrow('S3 made /other instead of the bucket');
    await expect(answering(() => ({}))).rejects.toThrow('Location');
    await expect(answering(refusing('BucketAlreadyExists'))).rejects.toMatchObject({
      name: 'bucket-refused',
      message: `the bucket ${place.bucket} belongs to another account`,
    });
  });

  it('is named with its owner in every request but the one that makes it', async () => {
    const { buckets, sent } = bucketsOf({
      CreateBucket: () => ({ Location: `/${place.bucket}` }),
      ListObjectsV2: ({ Prefix }) => ({ Contents: [{ Key: Prefix }] }),
      GetObject: () => ({ Body: { transformToString: async () => '' } }),
    });
    await buckets.find(place.bucket);
    await buckets.create(place.bucket);
    await buckets.protect(place.bucket, undefined);
    await buckets.object(place.bucket, 'k');
    await buckets.put(place.bucket, 'k', file(ZIP));
    await buckets.readText(place.bucket, 'k').catch(() => undefined);
    expect(new Set(sent.map(({ name }) => name)).size).toBeGreaterThan(10);
    const unnamed = sent.filter(({ input }) => input.ExpectedBucketOwner !== ACCOUNT);
    expect(unnamed.map(({ name }) => name)).toEqual(['CreateBucket']);
  });
});
