import type { AccountState } from '../sandbox/model/account.ts';
import { addAccount, addGroup, addOrganization, addOu } from '../sandbox/seed.ts';
import type { World } from '../sandbox/world.ts';
import { EXEMPTION_GROUP } from './names.ts';
import { addMemberRole, addReadPolicy } from './roles.ts';

/** Account ids by what the account is there for. */
export interface DemoAccounts {
  readonly management: string;
  readonly logArchive: string;
  readonly securityTooling: string;
  readonly developerTools: string;
  readonly payments: string;
  readonly webShop: string;
  readonly mobileBackend: string;
  /** 130 users. */
  readonly dataPlatform: string;
  readonly machineLearning: string;
  readonly paymentsStaging: string;
  /** Nobody deployed the member role there. */
  readonly partnerGateway: string;
  readonly suspended: string;
}

interface Plan {
  readonly name: string;
  /** From the root down. */
  readonly ous: readonly string[];
  readonly state?: AccountState;
  readonly hasRole?: false;
}

const plans: Readonly<Record<Exclude<keyof DemoAccounts, 'management'>, Plan>> = {
  logArchive: { name: 'log-archive', ous: ['Security'] },
  securityTooling: { name: 'security-tooling', ous: ['Security'] },
  developerTools: { name: 'developer-tools', ous: ['Infrastructure'] },
  payments: { name: 'payments', ous: ['Workloads', 'Production'] },
  webShop: { name: 'web-shop', ous: ['Workloads', 'Production'] },
  mobileBackend: { name: 'mobile-backend', ous: ['Workloads', 'Production'] },
  dataPlatform: { name: 'data-platform', ous: ['Workloads', 'Production', 'Data'] },
  machineLearning: { name: 'machine-learning', ous: ['Workloads', 'Production', 'Data'] },
  paymentsStaging: { name: 'payments-staging', ous: ['Workloads', 'Staging'] },
  partnerGateway: { name: 'partner-gateway', ous: ['Workloads', 'Production'], hasRole: false },
  suspended: { name: 'acquired-startup', ous: ['Suspended'], state: 'SUSPENDED' },
};

/** The organization, its OUs three levels deep, and its accounts with what keyturn's templates deploy into them. */
export const foundAccounts = (world: World): DemoAccounts => {
  const { management } = addOrganization(world, { name: 'management', email: 'aws+management@example.com' });
  deploy(world, management.id);
  const units = new Map<string, string>();
  const ids = Object.entries(plans).map(([key, plan]) => [key, found(world, units, plan)]);
  return { management: management.id, ...Object.fromEntries(ids) } as DemoAccounts;
};

const found = (world: World, units: Map<string, string>, plan: Plan): string => {
  const { name, ous, state = 'ACTIVE' } = plan;
  const ouId = unitFor(world, units, ous);
  const { id } = addAccount(world, { name, email: `aws+${name}@example.com`, ouId, state });
  if (plan.hasRole !== false) deploy(world, id);
  return id;
};

/** The OU at the end of the path, founded with all above it where they do not exist yet. */
const unitFor = (world: World, units: Map<string, string>, path: readonly string[]): string => {
  let parentId = world.organization.rootId;
  for (const name of path) {
    const place = `${parentId}/${name}`;
    const id = units.get(place) ?? addOu(world, { name, parentId }).id;
    units.set(place, id);
    parentId = id;
  }
  return parentId;
};

const deploy = (world: World, accountId: string): void => {
  addMemberRole(world, accountId);
  addReadPolicy(world, accountId);
  addGroup(world, accountId, EXEMPTION_GROUP);
};
