import type { Event, LookupAttribute, LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail';
import type { Operation } from '../../call.ts';
import type { TrailEvent } from '../../model/account.ts';
import { EVENT_HISTORY } from '../../trail.ts';
import { pageOf } from '../paging.ts';

const PAGE_SIZE = 50;

export const lookupEvents: Operation<LookupEventsRequest, LookupEventsResponse> = (call, input) => {
  const { world, principal, region, now } = call;
  const account = world.accounts.get(principal.accountId);
  const from = Math.max(now - EVENT_HISTORY, input.StartTime?.getTime() ?? 0);
  const to = Math.min(now - world.settings.trailDelayMs, input.EndTime?.getTime() ?? Number.POSITIVE_INFINITY);
  const asked = input.LookupAttributes ?? [];
  const found = (account?.trail.get(region) ?? [])
    .filter((event) => event.at >= from && event.at <= to && asked.every((attribute) => matches(event, attribute)))
    .reverse();
  const page = pageOf(found, input.NextToken, Math.min(input.MaxResults ?? PAGE_SIZE, PAGE_SIZE));
  return { Events: page.items.map(shape), ...(page.next === undefined ? {} : { NextToken: page.next }) };
};

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
