import type { DeployPorts } from './ports.ts';
import type { Situation } from './situation.ts';
import { askedChange, type DeployStep, type DeployTools } from './step.ts';

/** Without trusted access no StackSet reaches an account. Only the management account can give it. */
export const trustStep = (situation: Situation, { organization }: DeployPorts, { dialog }: DeployTools): DeployStep => {
  const step = { part: 'trusted-access', name: situation.organizationId } as const;
  return {
    ...step,
    preview: async () => {
      if (situation.trustsStackSets !== false || situation.place !== 'management')
        return { kind: 'settled', result: { ...step, outcome: 'unchanged', lines: [] } };
      const perform = async () => {
        await organization.trustStackSets();
        return undefined;
      };
      const lines = ['Let CloudFormation StackSets create stacks in the accounts of the organization (trusted access)'];
      const question = 'Turn on trusted access for CloudFormation StackSets?';
      return askedChange({ step, action: 'create', question, lines, perform }, dialog);
    },
  };
};
