/** Names that the demo organization's settings and its world agree on. */

/** Group whose members are left alone; every account has it. */
export const EXEMPTION_GROUP = 'IAMKeyRotationExemptionGroup';

export const MEMBER_ROLE = 'asa-iam-key-rotation-lambda-assumed-role';

/** An administrator's role in each member account, where the sandbox is served. */
export const ADMINISTRATOR_ROLE = 'OrganizationAccountAccessRole';

/** Sender of every notice: SES may send from its domain. */
export const ADMIN_EMAIL = 'cloud-security@example.com';

/** The tag that names a user's owner, where there is one. */
export const OWNER_TAG = 'owner';

export const HOME_REGION = 'us-east-1';

/** Addresses of the office network, and one of them. */
export const OFFICE_NETWORK = '10.20.0.0/16';
export const OFFICE_ADDRESS = '10.20.4.7';
