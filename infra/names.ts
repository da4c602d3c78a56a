import { templateFiles as packaged } from '../src/app/deploy/names.ts';
import { defaultSettings } from '../src/app/settings/table.ts';

/**
 * Names that people know: of the guide, and the AWS sample's logical ids, so that its stacks can be updated in place.
 */
export const names = {
  memberRole: defaultSettings.memberRole,
  executionRole: 'asa-iam-key-rotation-lambda-execution-role',
  inventoryExecutionRole: 'asa-iam-key-rotation-account-inventory-lambda-execution-role',
  listRole: 'asa-iam-key-rotation-list-accounts-role',
  centralRole: defaultSettings.centralRole,
  exemptionGroup: 'IAMKeyRotationExemptionGroup',
  template: 'iam-auto-key-rotation-enforcement.html',
  inventory: 'ASA-Account-Inventory',
  rotation: 'ASA-IAM-Access-Key-Rotation-Function',
  notifier: 'ASA-Notifier',
  stateMachine: 'keyturn-run',
} as const;

const inFolder = (path: string): string => path.replace(/^CloudFormation\//, '');

/** Files of the folder CloudFormation: what `keyturn deploy` looks for, and two that it leaves to people. */
export const templateFiles = {
  members: inFolder(packaged.members),
  managementAccount: inFolder(packaged.management),
  listRole: inFolder(packaged['list-role']),
  main: inFolder(packaged.main),
  vpcEndpoints: 'ASA-iam-key-auto-rotation-vpc-endpoints.yaml',
  watch: 'ASA-iam-key-auto-rotation-watch.yaml',
} as const;
