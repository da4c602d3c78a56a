/** Names that people know: of the guide, and the AWS sample's logical ids, so that its stacks can be updated in place. */
export const names = {
  memberRole: 'asa-iam-key-rotation-lambda-assumed-role',
  executionRole: 'asa-iam-key-rotation-lambda-execution-role',
  inventoryExecutionRole: 'asa-iam-key-rotation-account-inventory-lambda-execution-role',
  listRole: 'asa-iam-key-rotation-list-accounts-role',
  exemptionGroup: 'IAMKeyRotationExemptionGroup',
  template: 'iam-auto-key-rotation-enforcement.html',
  inventory: 'ASA-Account-Inventory',
  rotation: 'ASA-IAM-Access-Key-Rotation-Function',
  notifier: 'ASA-Notifier',
  stateMachine: 'keyturn-run',
} as const;

/** Files of the folder CloudFormation. */
export const templateFiles = {
  members: 'ASA-iam-key-auto-rotation-iam-assumed-roles.yaml',
  managementAccount: 'ASA-iam-key-auto-rotation-management-account.yaml',
  listRole: 'ASA-iam-key-auto-rotation-list-accounts-role.yaml',
  main: 'ASA-iam-key-auto-rotation-and-notifier-solution.yaml',
  vpcEndpoints: 'ASA-iam-key-auto-rotation-vpc-endpoints.yaml',
} as const;
