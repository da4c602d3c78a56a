import type { Event, LookupAttribute, LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail';
import { AwsError, type Operation } from '../../call.ts';
import type { TrailEvent } from '../../model/account.ts';
import { EVENT_HISTORY } from '../../trail.ts';
import { pageOf } from '../paging.ts';

const PAGE_SIZE = 50;

export const lookupEvents: Operation<LookupEventsRequest, LookupEventsResponse> = (call, input) => {
  const { world, principal, region, now } = call;
  checkAttributes(input);
  const account = world.accounts.get(principal.accountId);
  const from = Math.max(now - EVENT_HISTORY, input.StartTime?.getTime() ?? 0);
  const to = Math.min(now - world.settings.trailDelayMs, input.EndTime?.getTime() ?? Number.POSITIVE_INFINITY);
  const asked = input.LookupAttributes ?? [];
  const found = (account?.trail.get(region) ?? [])
    .filter((event) => event.at >= from && event.at <= to && asked.every((attribute) => matches(event, attribute)))
    .reverse();
  const page = pageOf(call, found, {
    token: input.NextToken,
    size: input.MaxResults ?? PAGE_SIZE,
    refuse: badToken,
  });
  return { Events: page.items.map(shape), ...(page.next === undefined ? {} : { NextToken: page.next }) };
};

/** "Currently the list can contain only one item"; StartTime after EndTime: API reference, LookupEvents. */
const checkAttributes = ({ LookupAttributes = [], StartTime, EndTime }: LookupEventsRequest): void => {
  if (LookupAttributes.length > 1)
    throw new AwsError('InvalidLookupAttributesException', 'Only one lookup attribute may be given.', 400);
  if (StartTime !== undefined && EndTime !== undefined && StartTime > EndTime)
    throw new AwsError('InvalidTimeRangeException', 'The start time is after the end time.', 400);
};

const badToken = (): AwsError => new AwsError('InvalidNextTokenException', 'The next token is invalid.', 400);

const matches = (event: TrailEvent, { AttributeKey, AttributeValue = '' }: LookupAttribute): boolean => {
  switch (AttributeKey) {
    case 'EventId':
      return event.id === AttributeValue;
    case 'EventName':
      return event.eventName === AttributeValue;
    case 'EventSource':
      return event.eventSource === AttributeValue;
    case 'Username':
      return event.userName === AttributeValue;
    case 'AccessKeyId':
      return event.accessKeyId === AttributeValue;
    case 'ReadOnly':
      return String(event.readOnly) === AttributeValue;
    case 'ResourceName':
      return event.resources.some(({ name }) => name === AttributeValue);
    case 'ResourceType':
      return event.resources.some(({ type }) => type === AttributeValue);
    default:
      return false;
  }
};

const shape = (event: TrailEvent): Event => ({
  EventId: event.id,
  EventName: event.eventName,
  ReadOnly: String(event.readOnly),
  AccessKeyId: event.accessKeyId,
  // CloudTrail tells whole seconds.
  EventTime: new Date(event.at - (event.at % 1_000)),
  EventSource: event.eventSource,
  Username: event.userName,
  Resources: event.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
  CloudTrailEvent: event.record,
});
