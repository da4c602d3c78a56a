import { AwsError, type Principal } from './call.ts';
import type { SandboxAccount } from './model/account.ts';
import type { SandboxService } from './service-name.ts';
import { serviceProfiles } from './service-profile.ts';
import type { World } from './world.ts';

/** Every account has these. */
const DEFAULT_REGIONS: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** Off until an account asks for them. */
const OPT_IN_REGIONS: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
];

export interface RegionStatus {
  readonly name: string;
  readonly status: 'ENABLED_BY_DEFAULT' | 'ENABLED' | 'DISABLED';
}

export const regionsOf = ({ optInRegions }: SandboxAccount): readonly RegionStatus[] =>
  [
    ...DEFAULT_REGIONS.map((name) => ({ name, status: 'ENABLED_BY_DEFAULT' as const })),
    ...OPT_IN_REGIONS.map((name) => ({ name, status: optInRegions.has(name) ? 'ENABLED' : 'DISABLED' }) as const),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1));

const optIn: ReadonlySet<string> = new Set(OPT_IN_REGIONS);

/** A Region that the account has not asked for knows none of its credentials. */
export const requireRegion = (
  world: World,
  { accountId }: Principal,
  { service, region }: { readonly service: SandboxService; readonly region: string },
): void => {
  const { globalRegion, unknownKey } = serviceProfiles[service];
  if (globalRegion !== undefined || !optIn.has(region)) return;
  if (world.accounts.get(accountId)?.optInRegions.has(region)) return;
  throw new AwsError(unknownKey.code, unknownKey.message, unknownKey.status);
};
