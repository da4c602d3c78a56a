import type { Clock } from '../../app/ports/clock.ts';
import type { Account } from '../../app/ports/organizations.ts';
import type { AccountSession } from '../../app/ports/sts.ts';
import type { ExemptionRule } from '../../app/settings/settings.ts';
import { type Instant, SECOND } from '../../core/time.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

export interface CheckedAccount {
  readonly findings: readonly Finding[];
  /** Users with an access key: each will have a secret sooner or later. `undefined`: the account could not be read. */
  readonly keyHolders: number | undefined;
}

interface AccountCheck {
  readonly account: Account;
  readonly open: () => Promise<AccountSession>;
  readonly exemptions: readonly ExemptionRule[];
  readonly clock: Clock;
}

/** Whether one account can be entered and read, and who holds keys there. */
export const checkAccount = async (check: AccountCheck): Promise<CheckedAccount> => {
  const { account, open, exemptions, clock } = check;
  const subject = `account ${account.id} ${account.name}`;
  try {
    const session = await open();
    try {
      const groups = exemptions.filter(({ by, until }) => by === 'group' && !isPast(until, clock.now()));
      const missing = (await Promise.all(groups.map(({ value }) => checkGroup(subject, session, value)))).flat();
      const keyHolders = await countKeyHolders(session, clock);
      const trail = await checkKeyCreations(subject, session);
      return { findings: [ok(subject, `entered; ${keyHolders} users hold keys`), ...missing, ...trail], keyHolders };
    } finally {
      session.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { findings: [failed(subject, message, roleRemedy(message))], keyHolders: undefined };
  }
};

const roleRemedy = (message: string): string =>
  message.includes('AssumeRole')
    ? 'deploy the member role to this account, and let it trust your credentials; or exempt the account'
    : 'allow the action named to the member role';

const checkGroup = async (subject: string, session: AccountSession, group: string): Promise<Finding[]> => {
  try {
    await session.users.members(group);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [
      failed(
        subject,
        `the exemption group ${group}: ${message}`,
        'create the group, or take the exemption out: until then nothing is done in this account',
      ),
    ];
  }
};

/** Policies of organizations that deny Regions tend to forget the one where IAM is recorded. */
const checkKeyCreations = async (subject: string, { keyCreations }: AccountSession): Promise<Finding[]> => {
  const { region, denial } = await keyCreations.access();
  if (denial === undefined) return [];
  const remedy = `allow cloudtrail:LookupEvents to the member role in ${region}, also in policies that deny Regions: until then a key whose secret was lost is not known for keyturn's own, and a person has to see to it`;
  return [warning(subject, `CloudTrail in ${region}: ${denial}`, remedy)];
};

const REPORT_TRIES = 8;

const countKeyHolders = async (session: AccountSession, clock: Clock): Promise<number> => {
  for (let attempt = 0; attempt < REPORT_TRIES; attempt += 1) {
    const state = await session.users.requestCredentialReport();
    const rows = state === 'ready' ? await session.users.credentialReport() : state;
    if (rows === 'refused') break;
    if (rows !== 'in-progress') return rows.filter(({ keys }) => keys.length > 0).length;
    await clock.sleep(2 * SECOND);
  }
  return countByListing(session);
};

const countByListing = async ({ users }: AccountSession): Promise<number> => {
  let count = 0;
  for await (const page of users.list()) {
    const keys = await Promise.all(page.map(({ name }) => users.keys(name)));
    count += keys.filter(({ length }) => length > 0).length;
  }
  return count;
};

/** An exemption holds until the end of its last day, UTC. */
const isPast = (until: string | undefined, now: Instant): boolean =>
  until !== undefined && new Date(now).toISOString().slice(0, 10) > until;
