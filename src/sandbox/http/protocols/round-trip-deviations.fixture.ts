import type { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';

/** For round-trip.test.ts: where the SDK's own middleware, not the protocol, decides what is sent or understood. */
interface Deviation {
  readonly where: RegExp;
  readonly member: RegExp;
  /** What the member holds, if it is part of the address; `null` leaves it out anywhere. */
  readonly instead: fc.Arbitrary<unknown> | null;
  readonly because: string;
}

/** Operations that cannot make the round trip, and why. */
export const leftOut: ReadonlyMap<string, string> = new Map([
  ['s3:SelectObjectContent', 'its answer is an event stream, which the sandbox does not write'],
  ['lambda:Invoke', 'an empty payload and none are the same on the wire'],
  ['lambda:InvokeWithResponseStream', 'its answer is an event stream, which the sandbox does not write'],
]);

const inInput: readonly Deviation[] = [
  { where: /^s3:/, member: /^Bucket$/, instead: fc.constant('bucket-1'), because: 'endpoint rules judge bucket names' },
  { where: /^s3:/, member: /SSECustomerKey$/, instead: null, because: 'the SDK hashes and encodes it' },
  { where: /^s3:/, member: /^Checksum(?!Mode)/, instead: null, because: 'the SDK computes checksums itself' },
  { where: /^s3:/, member: /^ContentLength$/, instead: null, because: 'it must be the length of the body' },
  { where: /^s3:/, member: /^RequestRoute$/, instead: fc.constant('route-1'), because: 'it becomes part of the host' },
  { where: /^sesv2:/, member: /^EndpointId$/, instead: null, because: 'it asks for signatures of version 4A' },
];

const inOutput: readonly Deviation[] = [
  { where: /^s3:/, member: /^Checksum/, instead: null, because: 'the SDK would check the body against it' },
  { where: /^lambda:/, member: /^StatusCode$/, instead: null, because: 'the SDK takes it from the status line' },
  { where: /^s3:/, member: /^ExpiresString$/, instead: null, because: 'the SDK fills it in from Expires' },
];

type Instead = (name: string, member: NormalizedSchema) => fc.Arbitrary<unknown> | null | undefined;

const apply =
  (deviations: readonly Deviation[]) =>
  (operation: string): Instead => {
    const here = deviations.filter(({ where }) => where.test(operation));
    return (name, schema) => {
      const instead = here.find(({ member }) => member.test(name))?.instead;
      return instead === null || schema.getMergedTraits().httpLabel ? instead : undefined;
    };
  };

export const insteadInInput = apply(inInput);
export const insteadInOutput = apply(inOutput);

/** What the SDK adds of its own where it was given nothing: checksums, a default type of the body, the status. */
export const isAdded = (operation: string, name: string): boolean =>
  (operation.startsWith('lambda:') && name === 'StatusCode') ||
  (operation.startsWith('s3:') && /^(Checksum|ContentMD5$|ContentLength$|ContentType$|ExpiresString$)/.test(name));
