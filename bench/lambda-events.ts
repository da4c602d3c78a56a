import type { AccountTicket, Manifest, OutboxMessage, RunTicket } from '../src/app/run-bucket/documents.ts';
import { runKeys } from '../src/app/run-bucket/keys.ts';
import { SEAL, sealOf } from '../src/aws/s3/run-seal.ts';
import type { AccountId } from '../src/core/keys.ts';
import { instant } from '../src/core/time.ts';
import { digestExample, recipientsExample } from '../src/notify/digest-example.ts';
import type { SandboxAccount } from '../src/sandbox/model/account.ts';
import { ADMIN_EMAIL } from '../test/support/organization.ts';

export const RUN_BUCKET = 'keyturn-runs';

/** As the stack sets it, in the sandbox's Region. */
export const deployedEnvironment = {
  AWS_REGION: 'us-east-1',
  AdminEmailAddress: ADMIN_EMAIL,
  DryRunFlag: 'False',
  RotationPeriod: '90',
  InactiveBuffer: '10',
  RecoveryGracePeriod: '10',
  IAMExemptionGroup: 'IAMKeyRotationExemptionGroup',
  RUN_BUCKET,
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:100000000001:stateMachine:keyturn',
} as const;

const RUN = 'bench';

const run: RunTicket = {
  id: RUN,
  mode: 'apply',
  bucket: RUN_BUCKET,
  accountsKey: runKeys.accounts(RUN),
  force: 'alice',
  isSearch: true,
  isScheduled: false,
  seal: 'a-seal-of-the-bench',
};

const tickets = (members: readonly SandboxAccount[]): readonly AccountTicket[] =>
  members.map(({ id, name, email }) => ({ account: id as AccountId, name, email, share: 20 }));

const messageOf = (account: string, round: number): string => runKeys.message(RUN, account as AccountId, round, 0);

/** What earlier steps left in the run bucket. */
export const runObjects = (
  members: readonly SandboxAccount[],
): readonly { readonly key: string; readonly body: string; readonly metadata: Record<string, string> }[] => {
  const [first] = members;
  const { seal: _, ...ofManifest } = run;
  const manifest: Manifest = { run: ofManifest, startedAt: instant(0), accounts: members.length, skipped: [] };
  const recipients = recipientsExample({ from: ADMIN_EMAIL });
  const digest: OutboxMessage = { kind: 'digest', digest: { ...digestExample(), ...recipients } };
  const messages = Array.from({ length: 50 }, (_, round) => [messageOf(first?.id ?? '', round), digest] as const);
  const documents = [[run.accountsKey, tickets(members)], [runKeys.manifest(RUN), manifest], ...messages] as const;
  return documents.map(([key, document]) => {
    const body = JSON.stringify(document);
    return { key, body, metadata: { [SEAL]: sealOf(run, key, body) } };
  });
};

/** A real first call of each function. */
export const firstEvents = (members: readonly SandboxAccount[], round: number) => ({
  inventory: {},
  rotation: { step: 'search', run, ticket: tickets(members)[0] },
  notifier: { message: messageOf(members[0]?.id ?? '', round), run },
});
