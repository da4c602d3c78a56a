import { Agent as HttpsAgent } from 'node:https';
import { Socket } from 'node:net';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADMIN_EMAIL } from '../../test/support/organization.ts';
import type { ClientFactory } from '../aws/client/client-factory.ts';
import { sdkClientsOverHttp } from '../aws/client/sdk-clients-over-http.ts';
import * as clients from '../aws/client/service-constructors.ts';
import type { ServiceName } from '../aws/client/service-name.ts';
import { instant } from '../core/time.ts';
import { contextOf, type DeployedFunctions, deployed } from './deployed.fixture.ts';

beforeEach(() => {
  vi.useFakeTimers();
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** As in a subnet without a route, or behind a security group: what is sent goes nowhere, and nobody says so. */
class Nowhere extends HttpsAgent {
  override createConnection(): Socket {
    return Object.assign(new Socket(), { connecting: true });
  }
}

/** Real clients of these services, whose connections are never made. */
const withoutWayTo =
  (...services: readonly ServiceName[]) =>
  (inProcess: ClientFactory): ClientFactory => {
    const { clientFactory } = sdkClientsOverHttp({
      clock: { now: () => instant(Date.now()), sleep: async () => undefined },
      clients,
      own: () => ({ accessKeyId: 'ASIAANYBODY000000000', secretAccessKey: 'x'.repeat(40) }),
      makeHandler: (options) => new NodeHttpHandler({ ...options, httpsAgent: new Nowhere() }),
    });
    return (spec) => (services.includes(spec.service) ? clientFactory(spec) : inProcess(spec));
  };

type Work = (keyturn: DeployedFunctions) => Promise<unknown>;

/**
 * What a function ends with, and after how many seconds of its 900. The first time the SDK still loads modules, which
 * takes real time: it does not count.
 */
const endOf = async (work: Work, deploy: () => DeployedFunctions) => {
  await timed(work, deploy());
  return timed(work, deploy());
};

const timed = async (work: Work, keyturn: DeployedFunctions) => {
  const began = Date.now();
  let ended: { readonly answer?: unknown; readonly error?: unknown } | undefined;
  const working = work(keyturn).then(
    (answer) => (ended = { answer }),
    (error: unknown) => (ended = { error }),
  );
  while (ended === undefined && Date.now() - began < 900_000) await vi.advanceTimersByTimeAsync(1_000);
  await working;
  return { ...ended, seconds: (Date.now() - began) / 1_000 };
};

const direct = ({ rotation, members }: DeployedFunctions) =>
  rotation({ account: members[0], name: 'payments', email: 'payments@example.com' }, contextOf());

const start = ({ inventory }: DeployedFunctions) => inventory({}, contextOf());

const letter = ({ notifier }: DeployedFunctions) =>
  notifier(
    {
      email: ADMIN_EMAIL,
      subject: 'New key',
      email_template: 'mail.html',
      template_values: { account_id: '', actions: 'a key was rotated' },
    },
    contextOf(),
  );

const throughRole = { OrgListRole: 'list-role', OrgListAccount: '100000000001' };

describe('a function in a VPC that has no way to a service of AWS names the host, long before its time is over', () => {
  it.each([
    ['organizations', 'organizations.us-east-1.amazonaws.com', start, {}],
    ['sts', 'sts.us-east-1.amazonaws.com', start, throughRole],
    ['s3', 'keyturn-runs.s3.us-east-1.amazonaws.com', start, {}],
    ['sfn', 'states.us-east-1.amazonaws.com', start, {}],
    ['sts', 'sts.us-east-1.amazonaws.com', direct, {}],
    ['sesv2', 'email.us-east-1.amazonaws.com', letter, {}],
  ] as const)('%s: %s', async (service, host, work, given) => {
    const { error, seconds } = await endOf(work, () => deployed(given, {}, withoutWayTo(service)));
    expect(error).toMatchObject({
      code: service === 'sesv2' ? 'KT-306' : 'KT-205',
      message: expect.stringContaining(`no connection to ${host}`),
    });
    expect(seconds).toBeLessThan(60);
  });

  it('a rotation tells it of the account that it could not work', async () => {
    const { answer, seconds } = await endOf(direct, () => deployed({}, {}, withoutWayTo('iam')));
    expect(answer).toMatchObject({
      accounts: [
        {
          outcome: 'failed',
          error: expect.stringContaining('no connection to iam.amazonaws.com'),
          remedy: expect.stringContaining(
            'let requests to iam.amazonaws.com through: from functions in a VPC by a NAT',
          ),
        },
      ],
    });
    expect(seconds).toBeLessThan(60);
  });
});
