import type { Mutant } from './guards.ts';

const network = { file: 'infra/main/network.ts', tests: 'infra/network.test.ts' };
const access = { file: 'infra/main/network-access.ts' };

/** What keeps functions in a VPC to what they need there, and says what they cannot reach. */
export const networkMutants: readonly Mutant[] = [
  {
    guard: 'the code of the functions has no right to network interfaces',
    ...access,
    text: "Effect: 'Deny',",
    without: "Effect: 'Allow',",
    tests: 'test/security/least-privilege/policies.test.ts',
  },
  {
    guard: 'the right to network interfaces goes after the security group',
    ...access,
    text: 'network.addResourceDependency(access);',
    without: '',
    tests: network.tests,
  },
  {
    guard: 'functions in a VPC send to port 443 alone',
    ...network,
    text: "IpProtocol: 'tcp', FromPort: 443, ToPort: 443",
    without: "IpProtocol: '-1', FromPort: 0, ToPort: 65535",
  },
  {
    guard: 'VpcEgress vpc closes the way to everywhere else',
    ...network,
    text: "expression: is('VpcEgress', 'vpc')",
    without: "expression: is('VpcEgress', 'never')",
  },
  {
    guard: 'no security group of the endpoints lets everybody in',
    file: 'infra/vpc-endpoints-stack.ts',
    text: "assert: Fn.conditionNot(Fn.conditionEquals(Fn.ref('pVPCCidr'), '0.0.0.0/0')),",
    without: "assert: Fn.conditionNot(Fn.conditionEquals(Fn.ref('pVPCCidr'), '')),",
    tests: 'infra/vpc-endpoints.test.ts',
  },
  {
    guard: 'a network that is not whole is refused before anything is changed',
    file: 'src/app/deploy/deploy.ts',
    text: 'refuseHalfNetwork(context.main);',
    without: '',
    tests: 'src/app/deploy/deploy.test.ts',
  },
  {
    guard: 'a host without a connection is named',
    file: 'src/aws/client/watch-responses.ts',
    text: 'sentRequest.host = (args.request as { readonly hostname?: string }).hostname;',
    without: '',
    tests: 'src/lambda/unreachable.test.ts',
  },
  {
    guard: 'a call that leaves the VPC is not taken for one that an endpoint answers',
    file: 'src/app/deploy/network/function-calls.ts',
    text: 'where === region ? endpointName(endpointServices[service], place) : undefined',
    without: 'endpointName(endpointServices[service], { partition, region: where })',
    tests: 'test/deployed/egress.test.ts',
  },
];
