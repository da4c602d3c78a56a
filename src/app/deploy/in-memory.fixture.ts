import type { Buckets, ObjectState } from './bucket/ports.ts';
import { templateFiles } from './names.ts';
import type { PackageFile } from './package-file.ts';
import type { DeployPorts, RunUnderWay } from './ports.ts';
import type { ChangeSet, Proposal, StackState, Stacks } from './stacks/stack-ports.ts';
import type { StackInstance, StackSetPace, StackSetState, StackSets } from './stacks/stack-set-ports.ts';

export const MANAGEMENT = '100000000001';
export const PRIMARY = '200000000002';

const template = (id: string, parameters: object): string =>
  JSON.stringify({
    Parameters: Object.fromEntries(Object.entries(parameters).map(([name, Default]) => [name, { Default }])),
    Resources: { [id]: { Type: 'AWS::IAM::Role' } },
  });

const mainParameters = {
  AdminEmailAddress: undefined,
  DryRunFlag: 'True',
  RotationPeriod: '90',
  InactiveBuffer: '10',
  InactivePeriod: '100',
  S3BucketName: '',
  OrganizationalUnitIds: '',
  ExemptAccounts: '',
  OrgListRole: 'list-role',
  IAMRoleName: 'member-role',
  NotifierCodeVersion: '',
  RunLambdaInVPC: 'False',
  VpcId: '',
  SubnetId: '',
};

export const files: readonly PackageFile[] = [
  [templateFiles.main, template('Main', mainParameters)],
  [templateFiles.members, template('Member', { IAMRoleName: 'member-role', AWSOrgID: undefined })],
  [templateFiles.management, template('Management', { IAMRoleName: 'member-role' })],
  [templateFiles['list-role'], template('List', { IAMRoleName: 'list-role' })],
  ['Lambda/a.zip', 'code'],
  ['Lambda/notifier-0123456789ab.zip', 'code of the notifier'],
  ['template/mail.html', 'mail'],
].map(([path = '', text = '']) => ({ path, bytes: new TextEncoder().encode(text), sha256: `sum of ${text}` }));

export const textOf = (part: keyof typeof templateFiles): string =>
  new TextDecoder().decode(files.find(({ path }) => path === templateFiles[part])?.bytes);

/** An AWS of maps, whose changes are listed, and whose answers a test may replace. */
export interface Memory {
  readonly stacks: Map<string, StackState & { readonly template: string }>;
  readonly sets: Map<string, StackSetState>;
  instances: readonly StackInstance[];
  readonly objects: Map<string, ObjectState>;
  bucket: Awaited<ReturnType<Buckets['find']>>;
  readonly writes: string[];
  /** Templates and parameters of the change sets, as CloudFormation was given them. */
  readonly proposals: Proposal[];
  /** What the next change set is; `ready` with one Add unless a test says otherwise. */
  changeSet: Omit<ChangeSet, 'id'>;
  /** How a change of a stack ends. */
  end: string;
  failures: readonly { readonly account: string; readonly reason: string }[];
  runs: readonly RunUnderWay[];
  account: string;
  organization: { readonly id: string; readonly managementAccountId: string } | undefined;
  isDelegated: boolean;
  trusts: boolean | 'unknown';
}

export const memory = (): Memory => ({
  stacks: new Map(),
  sets: new Map(),
  instances: [],
  objects: new Map(),
  bucket: undefined,
  writes: [],
  proposals: [],
  changeSet: {
    state: 'ready',
    reason: undefined,
    changes: [{ action: 'Add', logicalId: 'X', type: 'T', replacement: undefined }],
  },
  end: 'CREATE_COMPLETE',
  failures: [],
  runs: [],
  account: MANAGEMENT,
  organization: { id: 'o-abcdefghij', managementAccountId: MANAGEMENT },
  isDelegated: false,
  trusts: true,
});

export const stack = (name: string, status: string, more: Partial<StackState & { template: string }> = {}) => ({
  ...{ name, id: `${name}-id`, status, reason: undefined, parameters: {}, outputs: {}, template: '{}' },
  ...more,
});

export const portsOf = (world: Memory): DeployPorts => ({
  caller: async () => ({ accountId: world.account as never, arn: 'arn:aws:iam::1:user/me', partition: 'aws' }),
  organization: {
    describe: async () => world.organization,
    rootId: async () => 'r-root',
    trustsStackSets: async () => world.trusts,
    delegatesStackSetsTo: async () => world.isDelegated,
    trustStackSets: async () => void world.writes.push('trust'),
  },
  stacks: stacksOf(world),
  stackSets: (callAs) => stackSetsOf(world, callAs),
  buckets: bucketsOf(world),
  runs: { underWay: async () => world.runs },
});

const stacksOf = (world: Memory): Stacks => {
  const found = (nameOrId: string) =>
    [...world.stacks.values()].find(({ name, id }) => name === nameOrId || id === nameOrId);
  let proposal: Parameters<Stacks['propose']>[0] | undefined;
  return {
    find: async (nameOrId) => found(nameOrId),
    template: async (name) => found(name)?.template ?? '',
    resources: async () => [{ type: 'AWS::StepFunctions::StateMachine', id: 'arn:aws:states:r:1:stateMachine:run' }],
    failures: async () => ['Role: it exists already'],
    propose: async (given) => {
      proposal = given;
      world.proposals.push(given);
      world.writes.push(`propose ${given.stack} ${given.isNew ? 'new' : 'change'}`);
      if (given.isNew) world.stacks.set(given.stack, stack(given.stack, 'REVIEW_IN_PROGRESS'));
      return { id: `changes of ${given.stack}`, stackId: found(given.stack)?.id ?? '' };
    },
    changeSet: async (id) => ({ id, ...world.changeSet }),
    execute: async (id) => {
      world.writes.push(`execute ${id}`);
      const { stack: name = '', parameters = {}, template: placed } = proposal ?? {};
      const file = files.find(({ path }) => placed?.key.endsWith(path));
      const text = new TextDecoder().decode(file?.bytes);
      world.stacks.set(name, stack(name, world.end, { parameters, template: text }));
    },
    discard: async (id) => void world.writes.push(`discard ${id}`),
    delete: async (id) => {
      world.writes.push(`delete ${id}`);
      world.stacks.delete(found(id)?.name ?? '');
    },
  };
};

const stackSetsOf = (world: Memory, callAs: string): StackSets => ({
  find: async (name) => world.sets.get(name),
  instances: async () => world.instances,
  create: async ({ name, parameters }) => {
    world.writes.push(`create set as ${callAs}`);
    world.sets.set(name, {
      name,
      template: textOf('members'),
      parameters,
      isServiceManaged: true,
      isAutoDeployed: true,
      targets: [],
    });
  },
  update: async (_, pace) => {
    world.writes.push(`update set${inWords(pace)}`);
    return 'update';
  },
  addInstances: async ({ name, targets, regions }, pace) => {
    const where = pace.kind === 'first' ? '' : ` ${targets.join()} ${regions.join()}`;
    world.writes.push(`instances${where}${inWords(pace)}`);
    const state = world.sets.get(name);
    const reached = pace.kind === 'first' ? pace.targets : targets;
    if (state) world.sets.set(name, { ...state, targets: [...state.targets, ...reached] });
    return 'add';
  },
  removeInstances: async ({ targets, regions }) => {
    world.writes.push(`no instances ${targets.join()} ${regions.join()}`);
    return 'remove';
  },
  delete: async (name) => {
    world.writes.push('delete set');
    world.sets.delete(name);
  },
  operations: async () => [],
  operation: async (_, id) => ({ id, action: id, status: 'SUCCEEDED', reason: undefined }),
  failures: async () => world.failures,
});

const inWords = (pace: StackSetPace): string => {
  if (pace.kind !== 'first') return pace.kind === 'all' ? '' : ' by-tenths';
  const alone = pace.accounts.length > 0 ? ` (${pace.accounts.join()} alone)` : '';
  return ` first: ${pace.targets.join()}${alone} ${pace.regions.join()}`;
};

const bucketsOf = (world: Memory): Buckets => ({
  find: async () => world.bucket,
  create: async (name) => void world.writes.push(`create bucket ${name}`),
  protect: async () => {
    world.writes.push('protect');
    world.bucket = { region: 'r', isEncrypted: true, isPublicBlocked: true, isVersioned: true, isTlsOnly: true };
  },
  object: async (_, key) => world.objects.get(key),
  put: async (_, key, { sha256 }) => {
    world.writes.push(`put ${key}`);
    const versionId = `v${world.writes.length} of ${key}`;
    world.objects.set(key, { sha256, writtenAs: sha256, versionId });
    return versionId;
  },
  readText: async () => undefined,
});
