import { Fault } from '../../faults/fault.ts';
import type { Texts } from '../package-file.ts';
import { networkNeeds } from './network-needs.ts';

export const runsInVpc = ({ RunLambdaInVPC = '' }: Texts): boolean => RunLambdaInVPC.toLowerCase() === 'true';

/** CloudFormation would refuse it in the middle, when the accounts have theirs already. */
export const refuseHalfNetwork = (parameters: Texts): void => {
  if (!runsInVpc(parameters)) return;
  const lacking = networkNeeds.filter(
    ({ parameter, where, nothing }) =>
      (where === undefined || parameters[where.parameter] === where.is) &&
      nothing.includes(parameters[parameter] ?? ''),
  );
  if (lacking.length === 0) return;
  const lines = lacking.map(({ words }) => `  ${words}`);
  throw new Fault('settings-refused', ['the network of the functions is not whole:', ...lines].join('\n'), {
    remedy: 'give each as --parameter NAME=VALUE, or RunLambdaInVPC=False; nothing was changed',
  });
};
