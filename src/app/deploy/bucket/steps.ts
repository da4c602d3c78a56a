import { Fault } from '../../faults/fault.ts';
import type { Package, PackageFile, PlacedVersions } from '../package-file.ts';
import { askedChange, type DeployStep, type DeployTools, type StepPreview } from '../step.ts';
import { waitUntil } from '../wait-until.ts';
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

interface PlacedPackage {
  readonly place: BucketPlace;
  readonly files: Package['files'];
  /** Filled by this step, for those after it. */
  readonly versions: PlacedVersions;
}

/** The package in the bucket: only what differs is uploaded, and an organization's own mail templates stay. */
export const packageStep = (
  { place, files, versions }: PlacedPackage,
  buckets: Buckets,
  tools: DeployTools,
): DeployStep => {
  const name = `s3://${place.bucket}/${place.prefix}`;
  const step = { part: 'package', name } as const;
  const preview = async (): Promise<StepPreview> => {
    const isThere = (await buckets.find(place.bucket)) !== undefined;
    const states = await Promise.all(
      files.map(async (file) => ({ file, ...(isThere ? await compare(place, file, buckets) : absent) })),
    );
    for (const { file, versionId } of states) if (versionId !== undefined) versions.set(file.path, versionId);
    const own = states.filter(({ kind }) => kind === 'own').map(({ file }) => `${file.path} is your own and stays`);
    const due = states.filter(({ kind }) => kind === 'absent' || kind === 'differs');
    if (due.length === 0) return { kind: 'settled', result: { ...step, outcome: 'unchanged', lines: own } };
    const perform = async () => {
      for (const { file } of due) versions.set(file.path, await putVersion({ place, file }, buckets, tools));
      return undefined;
    };
    const isFirst = due.length === files.length;
    const question = `Upload ${due.length === 1 ? 'this file' : `these ${due.length} files`} to ${name}?`;
    const lines = [
      ...due.map(({ file, kind }) => `${kind === 'absent' ? 'Add' : 'Replace'} ${inFolder(file)}`),
      ...own,
    ];
    return askedChange({ step, action: isFirst ? 'create' : 'update', question, lines, perform }, tools.dialog);
  };
  return { ...step, preview };
};

/** A bucket may keep versions a quarter of an hour late (S3, "Enabling versioning on buckets"). */
const putVersion = (
  { place, file }: { readonly place: BucketPlace; readonly file: PackageFile },
  buckets: Buckets,
  tools: DeployTools,
): Promise<string> =>
  waitUntil(tools, `versions of the bucket ${place.bucket}`, async () => {
    const versionId = await buckets.put(place.bucket, keyOf(place, file), file);
    return { isOver: versionId !== undefined, status: 'not kept yet', value: versionId ?? '' };
  });

const inFolder = ({ path }: PackageFile): string => {
  const [folder = '', ...name] = path.split('/');
  return `${name.join('/')} (${folder})`;
};

export const keyOf = ({ prefix }: Pick<BucketPlace, 'prefix'>, { path }: Pick<PackageFile, 'path'>): string =>
  prefix === '' ? path : `${prefix}/${path}`;

const absent: Comparison = { kind: 'absent' };

interface Comparison {
  readonly kind: 'absent' | 'same' | 'differs' | 'own';
  /** Of what is the same. */
  readonly versionId?: string;
}

/**
 * `own`: a mail template that somebody else wrote, or changed since keyturn did. The same is only what S3 itself has
 * the SHA-256 of, under a version that stays what it is: what an object says of itself, its writer says.
 */
export const compare = async (
  place: Pick<BucketPlace, 'bucket' | 'prefix'>,
  file: PackageFile,
  buckets: Buckets,
): Promise<Comparison> => {
  const object = await buckets.object(place.bucket, keyOf(place, file));
  if (object === undefined) return absent;
  const { sha256, writtenAs, versionId } = object;
  const isMailTemplate = file.path.startsWith('template/');
  if (sha256 === file.sha256 && (versionId !== undefined || isMailTemplate))
    return { kind: 'same', ...(versionId === undefined ? {} : { versionId }) };
  const isOurs = writtenAs !== undefined && writtenAs === sha256;
  return { kind: isMailTemplate && !isOurs ? 'own' : 'differs' };
};
