import { CfnRule, Fn, type Stack } from 'aws-cdk-lib';
import type { Parameter } from '../parameters.ts';

/** Parameters of the guide whose capability does not exist yet: they take their defaults and nothing else. */
export const notYet: Readonly<Record<string, Parameter>> = {
  CredentialReplicationRegions: {
    label: 'Replicas of secrets',
    description: 'Not supported yet: secrets have no replicas in other Regions.',
    default: '',
  },
};

const refusals: Readonly<Record<string, { readonly words: string }>> = {
  CredentialReplicationRegions: {
    words: 'keyturn cannot replicate secrets to other Regions yet: leave CredentialReplicationRegions empty',
  },
};

/** One rule each, so that the console shows every refusal at once. */
export const refuseWhatIsNotYet = (stack: Stack): void => {
  for (const [name, { words }] of Object.entries(refusals)) {
    const accepted = [String(notYet[name]?.default)];
    new CfnRule(stack, `${name}IsNotSupportedYet`, {
      assertions: [{ assert: Fn.conditionContains(accepted, Fn.ref(name)), assertDescription: words }],
    });
  }
};

/** Roles of one account need names of their own, and the primary account may be the management account. */
export const refuseEqualRoleNames = (stack: Stack): void => {
  const roles = ['IAMRoleName', 'ExecutionRoleName', 'InventoryExecutionRoleName', 'OrgListRole', 'CentralRoleName'];
  const pairs = roles.flatMap((one, index) => roles.slice(index + 1).map((other) => [one, other] as const));
  new CfnRule(stack, 'RolesHaveNamesOfTheirOwn', {
    assertions: pairs.map(([one, other]) => ({
      assert: Fn.conditionNot(Fn.conditionEquals(Fn.ref(one), Fn.ref(other))),
      assertDescription: `${one} and ${other} are the same: give two roles two names`,
    })),
  });
};
