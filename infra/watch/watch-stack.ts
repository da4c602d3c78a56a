import { CfnCondition, Fn, type Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { formats } from '../formats.ts';
import { operatorPrincipals, primaryAccount } from '../members/trust.ts';
import { names, templateFiles } from '../names.ts';
import { addParameters, type ParameterGroups } from '../parameters.ts';
import { plainStack } from '../plain-stack.ts';
import { addRole, allow, permissionsBoundary, trustService } from '../policies.ts';
import { addCentre, busArn } from './centre.ts';
import type { WatchedEvent } from './watched-event.ts';
import { watchedEvents } from './watched-events.ts';

/** Alarms about what CloudTrail records of keyturn's roles, secrets and exemptions, in every account. */
export const watchStack = (): Stack => {
  const stack = plainStack({
    name: templateFiles.watch.replace('.yaml', ''),
    description:
      'keyturn: mails what CloudTrail records and nobody should do. Optional. First in the primary account, then in the others, in the Region of the secrets and in the one where IAM is recorded.',
    part: 'watch',
  });
  addParameters(stack, groups);
  const operators = Fn.join(',', Fn.ref('OperatorPrincipalArns') as unknown as string[]);
  new CfnCondition(stack, 'HasOperators', { expression: Fn.conditionNot(Fn.conditionEquals(operators, '')) });
  const isPrimary = new CfnCondition(stack, 'IsPrimaryAccount', {
    expression: Fn.conditionEquals(Fn.ref('AWS::AccountId'), Fn.ref('PrimaryAccountID')),
  });
  addCentre(stack);
  const forwarder = addRole(stack, {
    logicalId: 'WatchForwarder',
    description: 'keyturn: sends what was seen to the primary account',
    trust: trustService('events.amazonaws.com'),
    policyName: 'send-to-primary-account',
    statements: [allow('SendWhatWasSeen', ['events:PutEvents'], busArn())],
  });
  for (const event of watchedEvents()) {
    const rule = addWatch(stack, event, forwarder.attrArn);
    if (event.ofPrimaryAccount) rule.cfnOptions.condition = isPrimary;
  }
  return stack;
};

const addWatch = (stack: Stack, event: WatchedEvent, roleArn: string): CfnRule =>
  new CfnRule(stack, event.logicalId, {
    name: event.name,
    description: event.description,
    state: event.isRead ? 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' : 'ENABLED',
    eventPattern: {
      source: [event.source],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: event.detail,
    },
    targets: [{ id: 'primary-account', arn: busArn(), roleArn }],
  });

const role = (label: string, fallback: string) => ({
  label,
  description: `Name of the ${label.toLowerCase()}, as given to the main stack.`,
  default: fallback,
  format: formats.roleName,
});

const groups: ParameterGroups = {
  'Where it is told': {
    ...primaryAccount,
    AWSOrgID: {
      label: 'Organization',
      description: 'Id of the AWS Organization: its accounts may tell the primary one what they saw.',
      format: formats.organizationId,
    },
    WatchRegion: {
      label: 'Region of the mails',
      description: 'Region of the primary account in which this stack is made first, and from which mails go out.',
      format: formats.region,
    },
    AdminEmailAddress: {
      label: "Administrators' address",
      description: 'Receiver of the mails, once the subscription is confirmed. Used in the primary account alone.',
      format: formats.email,
    },
  },
  'What is watched': {
    IAMRoleName: role('Member role', names.memberRole),
    ExecutionRoleName: role('Execution role', names.executionRole),
    InventoryExecutionRoleName: role("Inventory's execution role", names.inventoryExecutionRole),
    OrgListRole: role('List role', names.listRole),
    IAMExemptionGroup: {
      label: 'Exemption group',
      description: 'Name of the IAM group whose members are left alone, as given to the main stack.',
      default: names.exemptionGroup,
      format: formats.groupName,
    },
    OperatorPrincipalArns: {
      ...operatorPrincipals,
      description:
        'Optional: ARNs of roles or users who may assume member roles, as given to the StackSet, with commas between: no mail is sent when they do.',
    },
  },
  'What is made here': { PermissionsBoundaryArn: permissionsBoundary },
};
