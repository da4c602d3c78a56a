import { openSecretsStep, type SecretsToOpen } from '../../../src/app/deploy/open-secrets.ts';
import type { DeployTools } from '../../../src/app/deploy/step.ts';
import type { Account } from '../../../src/app/ports/organizations.ts';
import { inProcessClients } from '../../../src/aws/client/in-process.ts';
import { connectAws } from '../../../src/aws/connect.ts';
import { virtualClock } from '../../../src/sandbox/clock.ts';
import { inProcessTransport } from '../../../src/sandbox/in-process.ts';
import { settingsWith } from '../../support/settings.ts';
import { MEMBER, REGION, type TestOrganization } from '../../support/test-organization.ts';

export const member: Account = { id: MEMBER, name: 'payments', email: undefined, state: 'ACTIVE' };

/** What `keyturn undeploy` does to the secrets of the member account. */
export const openSecretsOf = ({ world, operator }: TestOrganization, given: Partial<SecretsToOpen> = {}) => {
  const clock = virtualClock(world);
  const clientFactory = inProcessClients(inProcessTransport(world), { clock, credentials: operator });
  const { sessions } = connectAws({ clientFactory, clock, settings: settingsWith({}), runId: 'run', region: REGION });
  const tools: DeployTools = {
    clock,
    signal: new AbortController().signal,
    report: () => undefined,
    isDryRun: false,
    dialog: { begin: async () => undefined, tell: () => undefined, approve: async () => 'yes' },
  };
  const accounts = async () => ({ accounts: [member], failure: undefined });
  return openSecretsStep({ accounts, sessions, deployment: 'keyturn', ...given }, tools);
};

export const playStep = async (step: ReturnType<typeof openSecretsOf>) => {
  const preview = await step.preview();
  return preview.kind === 'settled' ? preview.result : preview.carryOut();
};
