import { type BucketPlace, compare } from './bucket/steps.ts';
import { type LastRun, lastRun } from './last-run.ts';
import { type DeployNames, defaultBucket, type TemplatePart, templateFiles } from './names.ts';
import type { Package } from './package-file.ts';
import type { DeployPorts } from './ports.ts';
import { callAsOf, type Situation, situate } from './situation.ts';
import type { StackInstance, StackSetOperation } from './stacks/stack-set-ports.ts';
import { isBad } from './stacks/stack-set-step.ts';
import { isSameTemplate } from './stacks/template.ts';

export interface StatusRequest {
  readonly names: DeployNames;
  readonly bucket: string | undefined;
  readonly prefix: string;
  readonly region: string;
  /** `undefined`: there is none to compare with. */
  readonly package: Package | undefined;
}

export interface DeploymentStatus {
  readonly situation: Situation;
  readonly stacks: readonly StackStatus[];
  /** `undefined`: there is none, or it is not this account's to see. */
  readonly members: MembersStatus | undefined;
  readonly bucket: BucketStatus;
  /** Of the main stack: `True` or `False`; `undefined`: there is no main stack. */
  readonly dryRunFlag: string | undefined;
  readonly lastRun: LastRun | undefined;
}

export interface StackStatus {
  readonly part: TemplatePart;
  readonly name: string;
  /** AWS's words; `undefined`: there is none here. */
  readonly status: string | undefined;
  readonly reason: string | undefined;
  /** Its account is no part of any run, and needs no stack. */
  readonly isLeftOut: boolean;
  /** `undefined`: there is nothing to compare. */
  readonly isAsPackaged: boolean | undefined;
}

export interface MembersStatus {
  readonly name: string;
  readonly isAsPackaged: boolean | undefined;
  readonly instances: readonly StackInstance[];
  readonly failed: readonly StackInstance[];
  readonly lastOperation: StackSetOperation | undefined;
}

export interface BucketStatus {
  readonly name: string;
  readonly exists: boolean;
  /** Files of the package that are missing there, or differ. */
  readonly differing: readonly string[];
}

/** How every part of a deployment stands. Only reads. */
export const deploymentStatus = async (request: StatusRequest, ports: DeployPorts): Promise<DeploymentStatus> => {
  const situation = await situate(ports);
  const { names, region, prefix } = request;
  const main = await ports.stacks.find(names.main);
  const exempt = main?.parameters.ExemptAccounts?.split(',') ?? [];
  const parts: readonly TemplatePart[] = ['list-role', 'management', 'main'];
  const bucket = request.bucket ?? main?.parameters.S3BucketName ?? defaultBucket(situation.account, region);
  return {
    situation,
    stacks: await Promise.all(
      parts.map(async (part) => ({
        ...(await stackStatus(part, request, ports)),
        isLeftOut: part === 'management' && exempt.includes(situation.managementAccountId),
      })),
    ),
    members: await membersStatus(request, situation, ports),
    bucket: await bucketStatus({ bucket, prefix, region }, request.package, ports),
    dryRunFlag: main?.parameters.DryRunFlag,
    lastRun: main === undefined ? undefined : await lastRun(names.main, ports),
  };
};

const packaged = (request: StatusRequest, part: TemplatePart): string | undefined => {
  const file = request.package?.files.find(({ path }) => path === templateFiles[part]);
  return file && new TextDecoder().decode(file.bytes);
};

const sameAs = (expected: string | undefined, template: string | undefined): boolean | undefined =>
  expected === undefined || template === undefined ? undefined : isSameTemplate(template, expected);

const stackStatus = async (
  part: TemplatePart,
  request: StatusRequest,
  { stacks }: DeployPorts,
): Promise<Omit<StackStatus, 'isLeftOut'>> => {
  const name = request.names[part];
  const state = await stacks.find(name);
  const template = state === undefined ? undefined : await stacks.template(name).catch(() => undefined);
  const isAsPackaged = sameAs(packaged(request, part), template);
  return { part, name, status: state?.status, reason: state?.reason, isAsPackaged };
};

const membersStatus = async (
  request: StatusRequest,
  situation: Situation,
  ports: DeployPorts,
): Promise<MembersStatus | undefined> => {
  const callAs = callAsOf(situation);
  if (callAs === undefined) return undefined;
  const sets = ports.stackSets(callAs);
  const name = request.names.members;
  const state = await sets.find(name);
  if (state === undefined) return undefined;
  const [instances, operations] = await Promise.all([sets.instances(name), sets.operations(name)]);
  return {
    name,
    isAsPackaged: sameAs(packaged(request, 'members'), state.template),
    instances,
    failed: instances.filter(isBad),
    lastOperation: operations[0],
  };
};

const bucketStatus = async (
  place: BucketPlace,
  given: Package | undefined,
  { buckets }: DeployPorts,
): Promise<BucketStatus> => {
  const exists = (await buckets.find(place.bucket)) !== undefined;
  if (!exists) return { name: place.bucket, exists, differing: [] };
  const compared = await Promise.all(
    (given?.files ?? []).map(async (file) => ({ path: file.path, ...(await compare(place, file, buckets)) })),
  );
  const isOff = ({ kind }: { readonly kind: string }) => kind === 'absent' || kind === 'differs';
  return { name: place.bucket, exists, differing: compared.filter(isOff).map(({ path }) => path) };
};
