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
