import type { Instant } from '../../../core/time.ts';
import { lastUseOf } from '../../last-used.ts';
import type { SandboxAccount } from '../../model/account.ts';
import type { AccessKey, SandboxUser } from '../../model/iam.ts';
import type { World } from '../../world.ts';
import { seenKeys } from './key-history.ts';

const COLUMNS = [
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation',
  'mfa_active',
  'access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated',
].join(',');

const NO_KEY = ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
const NO_CERTIFICATES = ['false', 'N/A', 'false', 'N/A'];

/** The credential report of the account as it stands now: LF between rows, none at the end. */
export const renderReport = (world: World, account: SandboxAccount): string => {
  const users = account.userNames.map((name) => account.users.get(name)).filter((user) => user !== undefined);
  const crowded = users.some((user) => user.keys.length > 2);
  const rows = [rootRow(world, account), ...users.map((user) => userRow(world, user))];
  // The guide lists this column, live reports without a third key lack it.
  const header = crowded ? `${COLUMNS},additional_credentials_info` : COLUMNS;
  return [header, ...rows.map((row, i) => line(crowded ? [...row, more(users[i - 1])] : row))].join('\n');
};

const rootRow = (world: World, account: SandboxAccount): string[] => {
  const own = ['<root_account>', `arn:aws:iam::${account.id}:root`, time(world, account.joinedAt)];
  const password = ['not_supported', 'no_information', 'not_supported', 'not_supported'];
  return [...own, ...password, 'true', ...NO_KEY, ...NO_KEY, ...NO_CERTIFICATES];
};

const userRow = (world: World, user: SandboxUser): string[] => {
  const [first, second] = seenKeys(world, user);
  return [
    user.name,
    user.arn,
    time(world, user.createdAt),
    ...passwordColumns(world, user),
    String(user.mfaActive),
    ...(first === undefined ? NO_KEY : keyColumns(world, first.key, first.status === 'Active')),
    ...(second === undefined ? NO_KEY : keyColumns(world, second.key, second.status === 'Active')),
    ...NO_CERTIFICATES,
  ];
};

const passwordColumns = (world: World, { password }: SandboxUser): string[] => {
  if (password === undefined) return ['false', 'N/A', 'N/A', 'N/A'];
  const used = password.lastUsedAt === undefined ? 'no_information' : time(world, password.lastUsedAt);
  return ['true', used, time(world, password.changedAt), 'N/A'];
};

/** An inactive key keeps its `last_rotated`. */
const keyColumns = (world: World, key: AccessKey, active: boolean): string[] => {
  const use = lastUseOf(world, key);
  const used = use === undefined ? ['N/A', 'N/A', 'N/A'] : [time(world, use.at), use.region, use.service];
  return [String(active), time(world, key.createdAt), ...used];
};

const more = (user: SandboxUser | undefined): string => {
  const extra = (user?.keys.length ?? 0) - 2;
  return extra > 0 ? `${extra} additional access keys. Use ListAccessKeys to list them.` : 'N/A';
};

const time = (world: World, at: Instant): string =>
  new Date(at).toISOString().replace(/\.\d{3}Z$/, world.settings.reportTimeSuffix);

const line = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
