import { Fault } from '../../faults/fault.ts';
import type { Package, PackageFile } from '../package-file.ts';
import { askedChange, type DeployStep, type DeployTools, type StepPreview } from '../step.ts';
import type { BucketState, Buckets } from './ports.ts';

export interface BucketPlace {
  readonly bucket: string;
  readonly prefix: string;
  readonly region: string;
}

/** The bucket the package lies in: encrypted, private, versioned, reached by TLS alone. */
export const bucketStep = ({ bucket, region }: BucketPlace, buckets: Buckets, { dialog }: DeployTools): DeployStep => {
  const step = { part: 'bucket', name: bucket } as const;
  const preview = async (): Promise<StepPreview> => {
    const state = await buckets.find(bucket);
    if (state !== undefined && state.region !== region) throw elsewhere(bucket, state.region, region);
    const lines = lacks(state);
    if (lines.length === 0) return { kind: 'settled', result: { ...step, outcome: 'unchanged', lines: [] } };
    const perform = async () => {
      if (state === undefined) await buckets.create(bucket);
      await buckets.protect(bucket, state);
      return undefined;
    };
    const action = state === undefined ? 'create' : 'update';
    const question = state === undefined ? `Create the bucket ${bucket}?` : `Change how the bucket ${bucket} is kept?`;
    return askedChange({ step, action, question, lines, perform }, dialog);
  };
  return { ...step, preview };
};

const elsewhere = (bucket: string, its: string, region: string): Fault =>
  new Fault(
    'bucket-refused',
    `the bucket ${bucket} is in ${its}, and Lambda reads code from its own Region (${region}) only`,
    {
      remedy: `give --region ${its}, or another --bucket`,
    },
  );

const lacks = (state: BucketState | undefined): string[] => [
  ...(state?.isEncrypted ? [] : ['Encrypt what it holds (SSE-S3)']),
  ...(state?.isPublicBlocked ? [] : ['Block all public access']),
  ...(state?.isVersioned ? [] : ['Keep earlier versions']),
  ...(state?.isTlsOnly ? [] : ['Refuse requests without TLS']),
];

/** The package in the bucket: only what differs is uploaded, and an organization's own mail templates stay. */
export const packageStep = (
  place: BucketPlace,
  files: Package['files'],
  buckets: Buckets,
  { dialog }: DeployTools,
): DeployStep => {
  const name = `s3://${place.bucket}/${place.prefix}`;
  const step = { part: 'package', name } as const;
  const preview = async (): Promise<StepPreview> => {
    const isThere = (await buckets.find(place.bucket)) !== undefined;
    const states = await Promise.all(
      files.map(async (file) => ({ file, ...(isThere ? await compare(place, file, buckets) : absent) })),
    );
    const own = states.filter(({ kind }) => kind === 'own').map(({ file }) => `${file.path} is your own and stays`);
    const due = states.filter(({ kind }) => kind === 'absent' || kind === 'differs');
    if (due.length === 0) return { kind: 'settled', result: { ...step, outcome: 'unchanged', lines: own } };
    const perform = async () => {
      for (const { file } of due) await buckets.put(place.bucket, keyOf(place, file), file);
      return undefined;
    };
    const isFirst = due.length === files.length;
    const question = `Upload ${due.length === 1 ? 'this file' : `these ${due.length} files`} to ${name}?`;
    const lines = [
      ...due.map(({ file, kind }) => `${kind === 'absent' ? 'Add' : 'Replace'} ${inFolder(file)}`),
      ...own,
    ];
    return askedChange({ step, action: isFirst ? 'create' : 'update', question, lines, perform }, dialog);
  };
  return { ...step, preview };
};

const inFolder = ({ path }: PackageFile): string => {
  const [folder = '', ...name] = path.split('/');
  return `${name.join('/')} (${folder})`;
};

export const keyOf = ({ prefix }: Pick<BucketPlace, 'prefix'>, { path }: Pick<PackageFile, 'path'>): string =>
  prefix === '' ? path : `${prefix}/${path}`;

const absent = { kind: 'absent' } as const;

/** `own`: a mail template that somebody else wrote, or changed since keyturn did. */
export const compare = async (
  place: Pick<BucketPlace, 'bucket' | 'prefix'>,
  file: PackageFile,
  buckets: Buckets,
): Promise<{ readonly kind: 'absent' | 'same' | 'differs' | 'own' }> => {
  const object = await buckets.object(place.bucket, keyOf(place, file));
  if (object === undefined) return absent;
  if (object.sha256 === file.sha256) return { kind: 'same' };
  const isOurs = object.writtenAs !== undefined && object.writtenAs === object.sha256;
  return { kind: file.path.startsWith('template/') && !isOurs ? 'own' : 'differs' };
};
