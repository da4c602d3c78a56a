import { type Deployment, deploy } from './deployment.ts';
import { invoke, type MinistackInvocation } from './functions.ts';
import { mailsOf, type ReceivedMail } from './mailbox.ts';
import { foundOrganization, type MinistackOrganization } from './organization.ts';
import { type OrganizationState, stateOf } from './organization-state.ts';
import { type EndedExecution, runEnded } from './runs.ts';
import { type Ministack, startMinistack } from './server.ts';
import { appoint, settle, type TestUsers } from './test-organization.ts';

/** How a run went, and the mails that were sent meanwhile. */
export type Run = EndedExecution & { readonly mails: readonly ReceivedMail[] };

/** keyturn in an organization, as a person at the consoles sees it. */
export interface MinistackDeployed {
  readonly server: Ministack;
  readonly organization: MinistackOrganization;
  readonly testUsers: TestUsers;
  readonly deployment: Deployment;
  readonly invoke: (functionName: string, event: unknown) => Promise<MinistackInvocation>;
  /** Invokes ASA-Account-Inventory and waits for the end of the run that it starts. */
  readonly run: (event: object) => Promise<Run>;
  readonly mails: () => Promise<readonly ReceivedMail[]>;
  readonly state: () => Promise<OrganizationState>;
}

export interface Order {
  readonly folder: string;
  /** Of the main stack, where they are not the template's defaults. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A world of its own, on day 0: people have settled, and keyturn has just been deployed. */
export const deployed = async (order: Order): Promise<MinistackDeployed> => {
  const server = await startMinistack();
  try {
    return await settled(server, order);
  } catch (error) {
    await server.stop();
    throw error;
  }
};

const settled = async (server: Ministack, order: Order): Promise<MinistackDeployed> => {
  const organization = await foundOrganization(server);
  const testUsers = await settle(server, organization);
  await server.travelTo(0);
  const deployment = await deploy(server, organization, order);
  await appoint(server, testUsers.administrator);
  const { primaryId } = deployment;
  const mails = () => mailsOf(server, primaryId);
  return {
    server,
    organization,
    testUsers,
    deployment,
    invoke: (functionName, event) => invoke(server, primaryId, functionName, event),
    run: async (event) => {
      const before = (await mails()).length;
      const { answer, error } = await invoke(server, primaryId, 'ASA-Account-Inventory', event);
      if (error !== undefined) throw new Error(error);
      const ended = await runEnded(server, deployment, answer);
      return { ...ended, mails: (await mails()).slice(before) };
    },
    mails,
    state: () => stateOf(server, organization),
  };
};
