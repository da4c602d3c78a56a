import { type PolicyOwner, secretPolicy } from '../secret/policy.ts';

export interface PolicyForm {
  readonly fact: string;
  readonly make: (owner: PolicyOwner, writers: readonly string[]) => string;
}

/** Each form in which keyturn writes the policy of a secret. One more form is one more entry. */
export const policyForms = {
  'of-a-user': {
    fact: "the policy of a user's secret, written and read back",
    make: (owner) => secretPolicy(owner, undefined),
  },
  'naming-writers': { fact: 'the same, naming who alone may change the secret', make: secretPolicy },
} as const satisfies Readonly<Record<string, PolicyForm>>;

export type PolicyFormName = keyof typeof policyForms;
