import type { OwnParameters } from './names.ts';
import type { Texts } from './package-file.ts';
import type { DeployPorts } from './ports.ts';
import type { DeployRequest } from './request.ts';
import { callAsOf, type Situation } from './situation.ts';
import { isStepwise } from './stacks/stack-set-operations.ts';
import { targetsTold } from './stacks/stack-set-step.ts';

/** Which accounts the runs go through: those that have the member role, and no others. */
export interface DeploymentReach {
  /** None: the whole organization. */
  readonly units: readonly string[];
  /** StackSets skip that account: it needs a stack of its own, or is no part of any run. */
  readonly hasManagementAccount: boolean;
  /** The parameter of the main stack that leaves accounts out; nothing: as it is. */
  readonly exempt: Pick<OwnParameters, 'ExemptAccounts'>;
}

interface Known {
  readonly situation: Situation;
  /** What the main stack has now. */
  readonly present: Texts;
  /** There is no main stack yet. */
  readonly isBeginning: boolean;
}

export const reachOf = async (request: DeployRequest, ports: DeployPorts, known: Known): Promise<DeploymentReach> => {
  const units = await unitsOf(request, ports, known);
  const id = known.situation.managementAccountId;
  const before = listed(request.given.ExemptAccounts ?? known.present.ExemptAccounts);
  const hasManagementAccount =
    request.managementAccount ??
    (!before.includes(id) && (units.length === 0 || (await hasStack(request, ports, known))));
  const others = before.filter((each) => each !== id);
  const after = hasManagementAccount ? others : [...others, id];
  const isSame = after.length === before.length;
  return { units, hasManagementAccount, exempt: isSame ? {} : { ExemptAccounts: after.join(',') } };
};

/** What the person says; otherwise OUs are only ever added, as they are to the StackSet. */
const unitsOf = async (request: DeployRequest, ports: DeployPorts, { situation, present, isBeginning }: Known) => {
  const { given, ous, first } = request;
  if (given.OrganizationalUnitIds !== undefined) return listed(given.OrganizationalUnitIds);
  // Where the first accounts refused, they are all that the StackSet has.
  if (isBeginning && isStepwise(first)) return ous;
  const narrowed = listed(present.OrganizationalUnitIds);
  const before = narrowed.length > 0 ? narrowed : await targetsOf(request.names.members, ports, situation);
  return [...new Set([...before, ...ous])];
};

/**
 * OUs that the StackSet was deployed to; none: the whole organization, or nothing yet, or it is not this account's to
 * see.
 */
const targetsOf = async (name: string, ports: DeployPorts, situation: Situation): Promise<readonly string[]> => {
  const callAs = callAsOf(situation);
  const sets = callAs && ports.stackSets(callAs);
  const state = await sets?.find(name);
  if (sets === undefined || state === undefined) return [];
  const targets = targetsTold(state, await sets.instances(name));
  return targets.some((target) => target.startsWith('r-')) ? [] : targets;
};

const hasStack = async ({ names }: DeployRequest, { stacks }: DeployPorts, { situation }: Known): Promise<boolean> =>
  situation.place === 'management' && (await stacks.find(names.management)) !== undefined;

const listed = (text = ''): readonly string[] => text.split(',').filter((each) => each !== '');
