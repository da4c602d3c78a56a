import { CfnMapping, Fn, type Stack, Tags } from 'aws-cdk-lib';
import { templateFiles } from '../names.ts';
import { addParameters } from '../parameters.ts';
import { plainStack } from '../plain-stack.ts';
import { addAlarms } from './alarms.ts';
import { addCentralSecrets } from './central-secrets.ts';
import { addFunctions, type Zips } from './functions.ts';
import { addFunctionNetwork } from './network.ts';
import { addNetworkAccess } from './network-access.ts';
import { refuseEqualRoleNames, refuseWhatIsNotYet } from './not-yet.ts';
import { addOutputs, consoles } from './outputs.ts';
import { mainParameters } from './parameters.ts';
import { addFunctionRoles } from './roles.ts';
import { addSchedule } from './schedule.ts';
import { addStateMachine } from './state-machine.ts';
import { addDeadLetters, addRunBucket, closeRunBucket } from './storage.ts';

/** keyturn itself, in the primary account. */
export const mainStack = (zips: Zips): Stack => {
  const stack = plainStack({
    name: templateFiles.main.replace('.yaml', ''),
    description:
      'keyturn: rotates the access keys of the IAM users of an AWS Organization, every day, without breaking the applications that hold them.',
    part: 'main',
  });
  addParameters(stack, mainParameters);
  Tags.of(stack).add('keyturn:deployment', Fn.ref('DeploymentName'));
  refuseWhatIsNotYet(stack);
  refuseEqualRoleNames(stack);
  new CfnMapping(stack, 'Consoles', { mapping: consoles });
  addCentralSecrets(stack);
  const bucket = addRunBucket(stack);
  const deadLetters = addDeadLetters(stack);
  const stateMachine = addStateMachine(stack, bucket);
  const roles = addFunctionRoles(stack, { bucket, deadLetters });
  closeRunBucket(stack, bucket, Object.values(roles));
  const network = addFunctionNetwork(stack);
  addNetworkAccess(stack, { roles: Object.values(roles), network });
  const stateMachineArn = stateMachine.ref;
  const functions = addFunctions(stack, { zips, roles, bucket, deadLetters, stateMachineArn, network });
  const { inventory, rotation, notifier } = functions;
  // The inventory names the state machine.
  addSchedule(stack, { inventory, deadLetters, before: [rotation, notifier] });
  addAlarms(stack, { functions, stateMachine, deadLetters });
  addOutputs(stack, { bucket, stateMachine });
  return stack;
};
