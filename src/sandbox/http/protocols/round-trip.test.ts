import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AwsError } from '../../call.ts';
import type { SandboxService } from '../../service-name.ts';
import type { HttpMessage } from '../http-message.ts';
import { expectedSignature, readSignature } from '../signature.ts';
import { withoutChunks } from './aws-chunked.ts';
import { protocols } from './protocols.ts';
import { credentials, send, services } from './round-trip-client.fixture.ts';
import { insteadInInput, insteadInOutput, isAdded, leftOut } from './round-trip-deviations.fixture.ts';
import { structOf } from './round-trip-shapes.fixture.ts';
import { type OperationModel, type ServiceModel, serviceModel } from './service-model.ts';

/** Random inputs and outputs per operation. */
const RUNS = Number(process.env.KEYTURN_ROUND_TRIPS ?? 3);
const SEED = Number(process.env.KEYTURN_SEED ?? 20260401);

type Fields = Record<string, unknown>;

it.each(services)(
  '%s: each operation, its signature and its answer mean the same to the sandbox and the SDK',
  async (service) => {
    const model = await serviceModel(service);
    const json = model.protocol === 'awsJson' || model.protocol === 'restJson1';
    for (const operation of model.operations.values()) {
      const name = `${service}:${operation.name}`;
      if (leftOut.has(name)) continue;
      const values = fc.record({
        input: structOf(operation.input, { json, instead: insteadInInput(name) }),
        output: structOf(operation.output, { json, instead: insteadInOutput(name) }),
      });
      const same = fc.asyncProperty(values, (value) => checkRoundTrip(model, operation, value));
      await fc.assert(same, { seed: SEED, numRuns: RUNS });
    }
  },
  120_000,
);

const checkRoundTrip = async (
  model: ServiceModel,
  operation: OperationModel,
  { input, output }: { input: Fields; output: Fields },
) => {
  const name = `${model.service}:${operation.name}`;
  const protocol = protocols[model.protocol];
  let seen: unknown;
  const { $metadata, ...got } = await send(
    { service: model.service, operation: operation.name, input },
    async (request) => {
      checkSignature(request);
      expect(protocol.route(model, request)?.name).toBe(operation.name);
      seen = await protocol.parse(model, operation, withoutChunks(request));
      return protocol.answer(model, operation, { output, requestId: 'request-1' });
    },
  );
  expect($metadata).toMatchObject({ requestId: 'request-1' });
  const told = { name, input: comparable(input), output: comparable(output) };
  const understood = { name, input: plain(name, seen, input), output: plain(name, got, output) };
  // The quick comparison first: this runs thousands of times.
  if (!isDeepStrictEqual(understood, told)) expect(understood).toStrictEqual(told);
};

/** STS has operations that need no signature. */
const checkSignature = (request: HttpMessage): void => {
  const signature = readSignature(request);
  if (signature === 'missing') return;
  if (signature === 'incomplete') throw new Error(`Could not read ${request.headers.authorization}`);
  expect(expectedSignature(request, signature, credentials.secretAccessKey)).toBe(signature.value);
};

const plain = (operation: string, fields: unknown, told: Fields): unknown =>
  comparable(
    Object.fromEntries(Object.entries(fields ?? {}).filter(([name]) => name in told || !isAdded(operation, name))),
  );

const comparable = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, comparable(field)]));
};

const anOperation: Record<SandboxService, string> = {
  account: 'ListRegions',
  iam: 'ListUsers',
  sts: 'GetCallerIdentity',
  organizations: 'ListAccounts',
  secretsmanager: 'ListSecrets',
  sesv2: 'GetAccount',
  s3: 'ListBuckets',
  cloudtrail: 'LookupEvents',
  kms: 'ListKeys',
  lambda: 'GetAccountSettings',
  sfn: 'ListStateMachines',
  ssm: 'GetParameter',
};

it.each(services)('%s: the SDK knows each error by its name and tells its message', async (service) => {
  const model = await serviceModel(service);
  const names = [...model.errors]
    .filter(([name, { code }]) => name !== code || !isAlias(model, name))
    .map(([name]) => name);
  for (const name of names) {
    const error = new AwsError(name, `no: <${name}> & "more"`);
    const asked = send({ service, operation: anOperation[service], input: {} }, async () =>
      protocols[model.protocol].refuse(model, error, 'request-1'),
    );
    const caught = await asked.catch((thrown: Error & { $metadata: { requestId?: string } }) => thrown);
    expect([caught.name, caught.message, caught.$metadata]).toEqual([
      name,
      error.message,
      expect.objectContaining({ requestId: 'request-1' }),
    ]);
  }
});

/** On the wire IAM says NoSuchEntity, where the SDK throws NoSuchEntityException. */
const isAlias = (model: ServiceModel, code: string): boolean =>
  [...model.errors].some(([name, error]) => name !== code && error.code === code);
