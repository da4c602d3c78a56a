import { DAY } from '../core/time.ts';
import type { Principal } from './call.ts';
import { uuid } from './ids.ts';
import type { SandboxAccount, TrailEvent } from './model/account.ts';
import type { RecordedCall } from './recorded-call.ts';
import { recordedRegion, serviceProfiles } from './service-profile.ts';
import { requestParameters, responseElements, touched } from './trail-contents.ts';
import type { World } from './world.ts';

const READS = /^(Get|List|Describe|Lookup|Head|BatchGet|GenerateCredentialReport)/;

/** Mail and objects are data events, which LookupEvents never tells. */
const UNRECORDED = new Set(['SendEmail', 'GetObject', 'PutObject', 'HeadBucket', 'ListObjectsV2']);

/** Records a call as CloudTrail's event history does: in the caller's account, in the Region of the endpoint. */
export const record = (world: World, call: RecordedCall): void => {
  if (world.settings.trailOnly?.includes(call.service) === false) return;
  const readOnly = READS.test(call.operation);
  if (UNRECORDED.has(call.operation) || (readOnly && !world.settings.trailReads)) return;
  const account = world.accounts.get(call.principal.accountId);
  if (account === undefined) return;
  const events = eventsOf(account, recordedRegion(call.service, call.region));
  if (events.length % 1_000 === 999) forget(events, world.now - EVENT_HISTORY);
  events.push(eventOf(world, call));
};

/** CloudTrail's event history holds 90 days. */
export const EVENT_HISTORY = 90 * DAY;

const forget = (events: TrailEvent[], before: number): void => {
  const kept = events.findIndex((event) => event.at >= before);
  events.splice(0, kept < 0 ? events.length : kept);
};

export const eventsOf = (account: SandboxAccount, region: string): TrailEvent[] => {
  let events = account.trail.get(region);
  if (events === undefined) {
    events = [];
    account.trail.set(region, events);
  }
  return events;
};

const eventOf = (world: World, call: RecordedCall): TrailEvent => {
  const { principal } = call;
  const id = uuid(world.ids);
  return {
    id,
    at: world.now,
    eventSource: serviceProfiles[call.service].eventSource,
    eventName: call.operation,
    readOnly: READS.test(call.operation),
    accessKeyId: principal.accessKeyId,
    userName: principal.userName ?? principal.arn.slice(principal.arn.lastIndexOf('/') + 1),
    resources: touched(call),
    record: JSON.stringify(cloudTrailRecord(world, call, id)),
  };
};

const cloudTrailRecord = (world: World, call: RecordedCall, eventID: string): Record<string, unknown> => {
  const { service, operation, principal, error } = call;
  return {
    eventVersion: '1.11',
    userIdentity: userIdentity(principal),
    eventTime: new Date(world.now).toISOString().replace(/\.\d{3}/, ''),
    eventSource: serviceProfiles[service].eventSource,
    eventName: operation,
    awsRegion: recordedRegion(service, call.region),
    sourceIPAddress: call.sourceIp,
    userAgent: call.userAgent,
    ...(error === undefined ? {} : { errorCode: error.code, errorMessage: error.message }),
    requestParameters: requestParameters(call),
    responseElements: error === undefined ? responseElements(call) : null,
    requestID: call.requestId ?? uuid(world.ids),
    eventID,
    readOnly: READS.test(operation),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: principal.accountId,
    eventCategory: 'Management',
  };
};

const userIdentity = (principal: Principal): Record<string, unknown> => {
  const { accountId, arn, userId: principalId, accessKeyId, userName, roleName } = principal;
  if (principal.kind === 'user') return { type: 'IAMUser', principalId, arn, accountId, accessKeyId, userName };
  if (principal.kind === 'root') return { type: 'Root', principalId, arn, accountId, accessKeyId };
  const sessionIssuer = {
    type: 'Role',
    principalId: principalId.split(':')[0],
    arn: `arn:aws:iam::${accountId}:role/${roleName}`,
    accountId,
    userName: roleName,
  };
  return { type: 'AssumedRole', principalId, arn, accountId, accessKeyId, sessionContext: { sessionIssuer } };
};
