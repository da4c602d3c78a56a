import { Fault } from '../../faults/fault.ts';
import type { Texts } from '../package-file.ts';

/** A parameter that must say something where the functions run in a VPC. */
export interface NetworkNeed {
  readonly parameter: string;
  /** Only where another parameter has this value too. */
  readonly where?: { readonly parameter: string; readonly is: string };
  /** Values that say nothing. */
  readonly nothing: readonly string[];
  readonly words: string;
}

/** The rules of the main template, which the command applies before it changes anything. */
export const networkNeeds: readonly NetworkNeed[] = [
  {
    parameter: 'VpcId',
    nothing: [''],
    words: 'RunLambdaInVPC is True: give VpcId, the VPC that the functions run in',
  },
  {
    parameter: 'SubnetId',
    nothing: [''],
    words: 'RunLambdaInVPC is True: give SubnetId, the subnets that the functions run in',
  },
  {
    parameter: 'VpcCidr',
    where: { parameter: 'VpcEgress', is: 'vpc' },
    nothing: ['', '0.0.0.0/0'],
    words:
      'VpcEgress is vpc: give VpcCidr, the range that has the endpoints; 0.0.0.0/0 is what VpcEgress anywhere opens',
  },
];

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
