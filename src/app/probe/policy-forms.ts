import { instant } from '../../core/time.ts';
import { type PolicyOwner, secretPolicy } from '../secret/policy.ts';

export interface PolicyForm {
  readonly fact: string;
  readonly make: (owner: PolicyOwner, writers: readonly string[]) => string;
}

/** Each form in which keyturn writes the policy of a secret; the last one stays on the probe's own secret. */
export const policyForms = {
  'of-a-user': {
    fact: "the policy of a user's secret, written and read back",
    make: (owner) => secretPolicy(owner, undefined),
  },
  'letting-roles-read': {
    fact: 'the same, with a role that reads for good, and one whose handover is over',
    make: (owner, writers) => secretPolicy(owner, writers, { readers: [roleBeside(owner)], handover: over(owner) }),
  },
  'naming-writers': {
    fact: 'the same, naming who alone may change the secret',
    make: (owner, writers) => secretPolicy(owner, writers),
  },
} as const satisfies Readonly<Record<string, PolicyForm>>;

/** A role that is not there: nobody reads by it. */
const roleBeside = ({ arn }: PolicyOwner): string => arn.replace(/:(user|root).*$/, ':role/keyturn-probe');

/** The Allow of a handover must name somebody who is there: the user, whom the other statements deny the read. */
const over = (owner: PolicyOwner) => ({ to: roleBeside(owner), until: LONG_AGO, principal: owner.arn });

const LONG_AGO = instant(Date.UTC(2020, 0, 1));

export type PolicyFormName = keyof typeof policyForms;
