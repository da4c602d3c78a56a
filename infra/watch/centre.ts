import { CfnCondition, CfnResource, Fn, type Stack } from 'aws-cdk-lib';
import { CfnEventBus, CfnEventBusPolicy, CfnRule } from 'aws-cdk-lib/aws-events';
import { addAlarmTopic } from '../main/alarm-topic.ts';
import { arn } from '../policies.ts';
import { watchedEvents } from './watched-events.ts';

const BUS = 'keyturn-watch';

/** Where every account sends what it saw. */
export const busArn = (): string => arn(`events:\${WatchRegion}:\${PrimaryAccountID}:event-bus/${BUS}`);

/** In the primary account, in the Region that is given: who saw what is told from here. */
export const addCentre = (stack: Stack): void => {
  const condition = new CfnCondition(stack, 'IsCentre', {
    expression: Fn.conditionAnd(
      Fn.conditionEquals(Fn.ref('AWS::AccountId'), Fn.ref('PrimaryAccountID')),
      Fn.conditionEquals(Fn.ref('AWS::Region'), Fn.ref('WatchRegion')),
    ),
  });
  const before = new Set(stack.node.children);
  const bus = addBus(stack);
  addMails(stack, bus);
  for (const made of stack.node.children)
    if (!before.has(made) && CfnResource.isCfnResource(made)) made.cfnOptions.condition = condition;
};

const addBus = (stack: Stack): CfnEventBus => {
  const bus = new CfnEventBus(stack, 'WatchBus', {
    name: BUS,
  });
  new CfnEventBusPolicy(stack, 'WatchBusPolicy', {
    eventBusName: bus.ref,
    statementId: 'FromThisOrganization',
    statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: bus.attrArn,
      Condition: { StringEquals: { 'aws:PrincipalOrgID': Fn.ref('AWSOrgID') } },
    },
  });
  return bus;
};

/** Nobody but AWS can put an event of a source that begins with `aws.`: so nobody else can make one mail. */
const addMails = (stack: Stack, bus: CfnEventBus): void => {
  const topic = addAlarmTopic(stack, {
    topicName: 'keyturn-watch',
    displayName: 'keyturn watch',
    publisher: 'events.amazonaws.com',
  });
  new CfnRule(stack, 'WatchMails', {
    name: 'keyturn-watch-mails',
    description: 'keyturn: mails what the accounts saw',
    eventBusName: bus.ref,
    eventPattern: { source: [...new Set(watchedEvents().map(({ source }) => source))] },
    targets: [
      {
        id: 'mail',
        arn: topic.ref,
        inputTransformer: {
          inputPathsMap: {
            account: '$.account',
            error: '$.detail.errorCode',
            event: '$.detail.eventName',
            id: '$.detail.eventID',
            principal: '$.detail.userIdentity.principalId',
            region: '$.region',
            time: '$.time',
            who: '$.detail.userIdentity.arn',
          },
          inputTemplate:
            '"keyturn watch: <event> in account <account>, <region>, at <time>, by <who> (<principal>). Error, if any: <error>. CloudTrail has it as event <id>. What each means, and what to do: docs/security.md of keyturn, Watch it."',
        },
      },
    ],
  });
};
