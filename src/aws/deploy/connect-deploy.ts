import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { PlacedTemplate } from '../../app/deploy/package-file.ts';
import type { DeployPorts, Runs } from '../../app/deploy/ports.ts';
import { unlessMissing } from '../../app/faults/aws-fault.ts';
import type { ApiCalls } from '../../app/results/result.ts';
import { type Inspection, inspectAws } from '../check/inspection.ts';
import type { Client, ClientFactory } from '../client/client-factory.ts';
import { countedBy, createApiCalls } from '../client/count-calls.ts';
import { ask, expected } from '../client/send.ts';
import type { ServiceName } from '../client/service-name.ts';
import { callerOf } from '../session/caller.ts';
import { s3Buckets } from './buckets.ts';
import { organizationView } from './organization.ts';
import { cloudFormationStackSets } from './stack-sets.ts';
import { cloudFormationStacks } from './stacks.ts';
import { templateUrl } from './template-url.ts';

export interface ConnectedDeployment {
  readonly ports: DeployPorts;
  readonly inspection: Inspection;
  readonly apiCalls: () => ApiCalls;
}

/** AWS's side of a deployment. Nothing is sent before it is asked for; with `readOnly`, nothing that writes at all. */
export const connectDeployment = (
  clientFactory: ClientFactory,
  region: string,
  readOnly: boolean,
): ConnectedDeployment => {
  const calls = createApiCalls();
  const counted = countedBy(calls, clientFactory);
  const open = (service: ServiceName): Client => counted({ service, region, readOnly });
  const caller = callerOf(open('sts'));
  const cloudformation = open('cloudformation');
  const urlOf = async (template: PlacedTemplate) => templateUrl(template, region, (await caller()).partition);
  return {
    ports: {
      caller,
      organization: organizationView(open('organizations'), cloudformation),
      stacks: cloudFormationStacks(cloudformation, urlOf),
      stackSets: (callAs) => cloudFormationStackSets({ client: cloudformation, callAs, urlOf }),
      buckets: s3Buckets({ client: open('s3'), region, caller }),
      runs: stateMachineRuns(open('sfn')),
    },
    inspection: inspectAws({ iam: open('iam'), kms: open('kms'), lambda: open('lambda'), sesv2: open('sesv2') }),
    apiCalls: calls.snapshot,
  };
};

const stateMachineRuns = (sfn: Client): Runs => ({
  async underWay(stateMachineArn) {
    const command = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' });
    const answer = await unlessMissing(ask(sfn, command));
    const operation = 'states:ListExecutions';
    return (answer?.executions ?? []).map(({ name, startDate }) => ({
      name: expected(name, operation, 'name'),
      startedAt: expected(startDate, operation, 'startDate')
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
    }));
  },
});
