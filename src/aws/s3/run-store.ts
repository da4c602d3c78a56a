import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { Fault } from '../../app/faults/fault.ts';
import type { RunTicket } from '../../app/run-bucket/documents.ts';
import { runKeys } from '../../app/run-bucket/keys.ts';
import type { RunStore } from '../../app/run-bucket/ports.ts';
import type { Client } from '../client/client-factory.ts';
import { pages } from '../client/pages.ts';
import { ask, expected } from '../client/send.ts';
import { readStored } from './read-text.ts';
import { bearsSeal, SEAL, sealOf } from './run-seal.ts';

interface RunBucket {
  readonly bucket: string;
  /** The account that it must belong to: a bucket that was deleted may be made again by anybody. */
  readonly owner: string;
  /** Whose documents are written and read; `undefined`: of no run, so that none may be written. */
  readonly run?: SealedRun | undefined;
}

type SealedRun = Pick<RunTicket, 'id' | 'seal'>;

interface AskedBucket {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

/** The run bucket in S3: seals lie in the metadata of the objects, so that people and the state machine read JSON. */
export const s3RunStore = (client: Client, { bucket, owner, run }: RunBucket): RunStore => {
  const asked: AskedBucket = { Bucket: bucket, ExpectedBucketOwner: owner };
  return {
    async write(Key, text) {
      if (run === undefined && isOfRuns(Key))
        throw new Error(`${Key} is of a run, and would be written without its seal`);
      const sealer = sealerFor(Key, run);
      const Metadata = sealer && { [SEAL]: sealOf(sealer, Key, text) };
      await ask(client, new PutObjectCommand({ ...asked, Key, Body: text, ContentType: 'application/json', Metadata }));
    },
    async read(Key) {
      const sealer = sealerFor(Key, run);
      const stored = await readStored(client, new GetObjectCommand({ ...asked, Key }));
      if (stored === undefined || sealer === undefined) return stored?.text;
      const { text, metadata } = stored;
      if (bearsSeal(sealer, Key, { text, given: metadata[SEAL] })) return text;
      throw new Fault('run-document-foreign', `${Key} in the run bucket does not bear the seal of this run`);
    },
    keys: (prefix) => keysBelow(client, asked, prefix),
    folders: (prefix) => foldersBelow(client, asked, prefix),
  };
};

const isOfRuns = (key: string): boolean => key.startsWith(runKeys.all);

/** `undefined`: the document is of no run, and bears no seal. */
const sealerFor = (key: string, run: SealedRun | undefined): SealedRun | undefined => {
  if (run === undefined || !isOfRuns(key)) return undefined;
  if (key.startsWith(runKeys.of(run.id))) return run;
  throw new Error(`${key} is no document of the run ${run.id}`);
};

const LIST = 's3:ListObjectsV2';

async function* keysBelow(client: Client, asked: AskedBucket, Prefix: string): AsyncGenerator<readonly string[]> {
  const list = (ContinuationToken: string | undefined) =>
    ask(client, new ListObjectsV2Command({ ...asked, Prefix, ContinuationToken }));
  for await (const { Contents = [] } of pages(list, next, LIST))
    yield Contents.map(({ Key }) => expected(Key, LIST, 'Key'));
}

async function* foldersBelow(client: Client, asked: AskedBucket, Prefix: string): AsyncGenerator<readonly string[]> {
  const list = (ContinuationToken: string | undefined) =>
    ask(client, new ListObjectsV2Command({ ...asked, Prefix, Delimiter: '/', ContinuationToken }));
  for await (const { CommonPrefixes = [] } of pages(list, next, LIST))
    yield CommonPrefixes.map(({ Prefix: folder }) => expected(folder, LIST, 'CommonPrefixes.Prefix'));
}

/** S3 sends no list of contents where there are none, and says apart whether there is more. */
const next = (page: {
  readonly IsTruncated?: boolean | undefined;
  readonly NextContinuationToken?: string | undefined;
}): string | undefined =>
  page.IsTruncated === true ? expected(page.NextContinuationToken, LIST, 'NextContinuationToken') : undefined;
