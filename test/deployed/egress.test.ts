import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { resolved } from '../../infra/resolved.fixture.ts';
import { given, givenNetwork, templateNamed } from '../../infra/written.fixture.ts';
import { endpointServices } from '../../src/app/deploy/network/endpoint-services.ts';
import { type FunctionPlace, functionCalls } from '../../src/app/deploy/network/function-calls.ts';
import type { ClientFactory, ClientSpec } from '../../src/aws/client/client-factory.ts';
import * as constructors from '../../src/aws/client/service-constructors.ts';
import type { ServiceName } from '../../src/aws/client/service-name.ts';
import { addDueUser, contextOf, deployed } from '../../src/lambda/deployed.fixture.ts';
import { ADMIN_EMAIL } from '../support/organization.ts';

type Host = Pick<ClientSpec, 'service' | 'region'>;

interface EndpointRules {
  readonly config: {
    endpointProvider(parameters: Readonly<Record<string, unknown>>, context: object): { readonly url: URL };
  };
}

/** Of each service. */
const makers = new Map(Object.entries(constructors) as unknown as [string, (config: object) => unknown][]);

/** Whom the SDK itself would ask, by its endpoint rules. */
const hostOf = ({ service, region }: Host): string => {
  const client = makers.get(service)?.({
    region,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  }) as EndpointRules;
  const { url } = client.config.endpointProvider(
    { Region: region, UseFIPS: false, UseDualStack: false, ...(service === 's3' ? { Bucket: 'bucket' } : {}) },
    {},
  );
  return url.host;
};

const FUNCTIONS = ['inventory', 'rotation', 'notifier'] as const;

/** The clients in the bundle of each function: it has no others. */
const clientsOf = (name: (typeof FUNCTIONS)[number]): readonly ServiceName[] => {
  const entry = readFileSync(new URL(`../../src/lambda/${name}.ts`, import.meta.url), 'utf8');
  const [, list = ''] = /realDependencies\(\{([^}]*)\}\)/.exec(entry) ?? [];
  return list.split(',').map((each) => each.trim() as ServiceName);
};

/** What stands for a host of any bucket, or of any Region. */
const matches = (pattern: string, host: string): boolean =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[a-z0-9-]+')}$`).test(host);

const partitions = {
  'us-east-1': 'aws',
  'eu-central-1': 'aws',
  'us-gov-west-1': 'aws-us-gov',
  'us-gov-east-1': 'aws-us-gov',
  'cn-north-1': 'aws-cn',
  'cn-northwest-1': 'aws-cn',
  'eusc-de-east-1': 'aws-eusc',
} as const;

const places = Object.entries(partitions).map(([region, partition]) => ({ partition, region }));

describe('what the functions call', () => {
  beforeEach(() => {
    for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockReturnValue(true);
  });

  it('each client has a word there: how its service is reached from a VPC', () => {
    const clients = new Set(FUNCTIONS.flatMap(clientsOf));
    expect([...clients].sort()).toEqual(Object.keys(endpointServices).sort());
  });

  it.each(places)('is under the hosts that the SDK asks, and no others: $region', ({ partition, region }) => {
    for (const { service, host } of functionCalls({ partition, region, isBySmtp: true })) {
      const where = /(us-east-1|[a-z]+(?:-[a-z]+)+-\d)/.exec(host)?.[1] ?? region;
      expect(matches(host, hostOf({ service, region: where }))).toBe(true);
      // Wherever a client of a service with one home is made, it asks there.
      if (endpointServices[service].home !== undefined) expect(hostOf({ service, region })).toBe(host);
    }
  });

  it.each([
    ['in its own Region', {}],
    ['with the secrets in another Region', { SecretRegion: 'eu-west-1' }],
    ['with the Regions named', { Regions: 'eu-central-1,eu-west-1' }],
  ])('is, as a run shows, what the list says: %s', async (_, parameters) => {
    const asked: Host[] = [];
    const noting =
      (inProcess: ClientFactory): ClientFactory =>
      (spec) => {
        const client = inProcess(spec);
        return {
          ...client,
          send: (command, options) => {
            asked.push({ service: spec.service, region: spec.region });
            return client.send(command, options);
          },
        };
      };
    const keyturn = deployed(parameters, {}, noting);
    const [member = ''] = keyturn.members;
    addDueUser(keyturn, member, 'ann');
    await keyturn.inventory({}, contextOf());
    await keyturn.rotation({ account: member, name: 'payments', email: ADMIN_EMAIL }, contextOf());
    const letter = {
      email: ADMIN_EMAIL,
      subject: 'A',
      email_template: 'a.html',
      template_values: { account_id: '', actions: 'a' },
    };
    await keyturn.notifier(letter, contextOf());
    const hosts = [...new Set(asked.map(hostOf))];
    expect(new Set(asked.map(({ service }) => service)).size).toBeGreaterThan(5);
    const { SecretRegion, Regions } = parameters as { readonly SecretRegion?: string; readonly Regions?: string };
    const listed = functionCalls({
      ...{ partition: 'aws', region: 'us-east-1', regions: Regions?.split(',') ?? [] },
      ...(SecretRegion === undefined ? {} : { secretRegion: SecretRegion }),
    });
    expect(hosts.filter((host) => !listed.some((call) => matches(call.host, host)))).toEqual([]);
  });
});

const inVpc = { RunLambdaInVPC: 'True', VpcId: 'vpc-0a1b2c3d', SubnetId: 'subnet-0a1b2c3d' };
const closed = { ...inVpc, VpcEgress: 'vpc', VpcCidr: '10.0.0.0/16', S3PrefixListId: 'pl-0a1b2c3d' };

/** What is behind each endpoint that the template makes in that place. */
const endpointsIn = (place: FunctionPlace): ReadonlyMap<string, 'Interface' | 'Gateway'> =>
  new Map(
    Object.values(resolved(templateNamed('vpcEndpoints'), { parameters: givenNetwork, ...place }))
      .filter(({ Type }) => Type === 'AWS::EC2::VPCEndpoint')
      .map(({ Properties }) => [Properties.ServiceName, Properties.VpcEndpointType]),
  );

/** Where the security group lets a request out to: an address range, or a prefix list. */
const opened = (parameters: Readonly<Record<string, string>>): readonly string[] =>
  Object.values(resolved(templateNamed('main'), { parameters: { ...given, ...parameters } }))
    .flatMap(({ Type, Properties }) => (Type === 'AWS::EC2::SecurityGroup' ? Properties.SecurityGroupEgress : []))
    .map(({ FromPort, ToPort, CidrIp, DestinationPrefixListId }) => {
      expect([FromPort, ToPort]).toEqual([443, 443]);
      return CidrIp ?? DestinationPrefixListId;
    });

/** Played: who asks for a host gets the address of its endpoint, by private DNS, or else one of the internet. */
const isReached = (
  { endpoint }: { readonly endpoint: string | undefined },
  {
    place,
    rules,
    hasNat,
  }: { readonly place: FunctionPlace; readonly rules: readonly string[]; readonly hasNat: boolean },
): boolean => {
  const type = endpoint === undefined ? undefined : endpointsIn(place).get(endpoint);
  if (type === 'Interface') return rules.includes('10.0.0.0/16') || rules.includes('0.0.0.0/0');
  if (type === 'Gateway') return rules.includes('pl-0a1b2c3d') || rules.includes('0.0.0.0/0');
  return hasNat && rules.includes('0.0.0.0/0');
};

describe.each(places)('the way out of a VPC in $region', (place) => {
  const calls = functionCalls(place);
  const byEndpoint = calls.filter(({ endpoint }) => endpoint !== undefined);

  it('leads everywhere with a NAT', () => {
    const rules = opened(inVpc);
    expect(calls.filter((call) => !isReached(call, { place, rules, hasNat: true }))).toEqual([]);
  });

  it.each([
    ['open', inVpc, false],
    ['closed', closed, false],
    ['closed', closed, true],
  ])('is %s, and leads without a NAT to what the list says has an endpoint', (_, parameters, hasNat) => {
    const rules = opened(parameters);
    expect(calls.filter((call) => isReached(call, { place, rules, hasNat }))).toEqual(byEndpoint);
  });

  it('has an endpoint of the template for nothing that is not called', () => {
    expect([...endpointsIn(place).keys()].sort()).toEqual(
      [...new Set(byEndpoint.map(({ endpoint }) => endpoint))].sort(),
    );
  });
});

it('in the home of IAM everything has an endpoint, where the Regions of secrets are named', () => {
  const calls = functionCalls({ partition: 'aws', region: 'us-east-1', regions: ['us-east-1'] });
  expect(calls.filter(({ endpoint }) => endpoint === undefined)).toEqual([]);
});
