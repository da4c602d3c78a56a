import { secretPolicy } from '../secret/policy.ts';

/** Whom a policy names: somebody who exists, and an id that nobody has. */
export interface PolicyOwner {
  readonly arn: string;
  readonly id: string;
}

export interface PolicyForm {
  readonly fact: string;
  readonly make: (owner: PolicyOwner) => string;
}

/** Each form in which keyturn writes the policy of a secret. One more form is one more entry. */
export const policyForms = {
  'of-a-user': { fact: "the policy of a user's secret, written and read back", make: secretPolicy },
} as const satisfies Readonly<Record<string, PolicyForm>>;

export type PolicyFormName = keyof typeof policyForms;
