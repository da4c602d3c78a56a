import { Fn } from 'aws-cdk-lib';
import { arn } from '../policies.ts';
import type { WatchedEvent } from './watched-event.ts';
import { ofKeyturnItself, rolesOfKeyturn } from './watched-keyturn.ts';

const memberRole = (): string => Fn.ref('IAMRoleName');

/** By name or by ARN: both hold the name, and a name of ours begins so. */
const ourSecret = () => ({ secretId: [{ wildcard: Fn.sub('*Account_${AWS::AccountId}_User_*') }] });

const issuer = (userName: unknown) => ({ userIdentity: { sessionContext: { sessionIssuer: { userName } } } });

/** Of docs/security.md, "Watch it": what one record of CloudTrail can show. */
export const watchedEvents = (): readonly WatchedEvent[] => [...ofAccess(), ...ofSecrets(), ...ofKeyturnItself()];

const foreignSession = () => {
  const ours = arn('sts::${AWS::AccountId}:assumed-role/${IAMRoleName}/keyturn-');
  return {
    userIdentity: {
      arn: [{ 'anything-but': { prefix: ours } }],
      sessionContext: { sessionIssuer: { userName: [memberRole()] } },
    },
  };
};

const ofAccess = (): readonly WatchedEvent[] => [
  {
    logicalId: 'ForeignSessionOnUsers',
    name: 'keyturn-watch-foreign-session-iam',
    description: 'keyturn: the member role changes keys or policies in a session that is not called keyturn-...',
    source: 'aws.iam',
    detail: foreignSession(),
  },
  {
    logicalId: 'ForeignSessionOnSecrets',
    name: 'keyturn-watch-foreign-session-secrets',
    description: 'keyturn: the member role changes secrets in a session that is not called keyturn-...',
    source: 'aws.secretsmanager',
    detail: foreignSession(),
  },
  {
    logicalId: 'EnteredFromElsewhere',
    name: 'keyturn-watch-entered-from-elsewhere',
    description: 'keyturn: the member role is assumed from another account than the primary one',
    source: 'aws.sts',
    detail: {
      eventName: ['AssumeRole'],
      requestParameters: { roleArn: [arn('iam::${AWS::AccountId}:role/${IAMRoleName}')] },
      userIdentity: { accountId: [{ 'anything-but': [Fn.ref('PrimaryAccountID')] }] },
    },
  },
  {
    logicalId: 'EnteredBySomebodyElse',
    name: 'keyturn-watch-entered-by-somebody-else',
    description: 'keyturn: somebody else than its function and the operators assumes a member role, or tries to',
    source: 'aws.sts',
    ofPrimaryAccount: true,
    detail: {
      eventName: ['AssumeRole'],
      requestParameters: { roleArn: [{ suffix: Fn.sub(':role/${IAMRoleName}') }] },
      $or: [
        { userIdentity: { sessionContext: { sessionIssuer: { arn: [{ 'anything-but': whoMayEnter() }] } } } },
        { userIdentity: { type: ['IAMUser', 'Root'], arn: [{ 'anything-but': whoMayEnter() }] } },
      ],
    },
  },
];

const whoMayEnter = (): unknown => {
  const execution = arn('iam::${PrimaryAccountID}:role/${ExecutionRoleName}');
  const operators = Fn.join(',', Fn.ref('OperatorPrincipalArns') as unknown as string[]);
  return Fn.conditionIf('HasOperators', Fn.split(',', Fn.join(',', [execution, operators])), [execution]);
};

const ofSecrets = (): readonly WatchedEvent[] => [
  {
    logicalId: 'SecretRePointed',
    name: 'keyturn-watch-secret-re-pointed',
    description: "keyturn: somebody else than the member role changes the policy of a user's secret",
    source: 'aws.secretsmanager',
    detail: {
      eventName: ['PutResourcePolicy', 'DeleteResourcePolicy'],
      requestParameters: ourSecret(),
      $or: [issuer([{ 'anything-but': [memberRole()] }]), issuer([{ exists: false }])],
    },
  },
  {
    logicalId: 'SecretReadByAnother',
    name: 'keyturn-watch-secret-read-by-another',
    description: "keyturn: a user's secret is read by no user, or a user is denied it",
    source: 'aws.secretsmanager',
    isRead: true,
    detail: {
      eventName: ['GetSecretValue'],
      requestParameters: ourSecret(),
      $or: [
        { userIdentity: { type: [{ 'anything-but': ['IAMUser'] }] } },
        // keyturn reads with each new key, which is denied while IAM does not know it everywhere.
        { errorCode: [{ exists: true }], userAgent: [{ 'anything-but': { wildcard: '*keyturn*' } }] },
      ],
    },
  },
  {
    logicalId: 'SecretReadByKeyturn',
    name: 'keyturn-watch-secret-read-by-keyturn',
    description: 'keyturn: a role of keyturn tries to read secrets, which all of them are denied',
    source: 'aws.secretsmanager',
    isRead: true,
    detail: { eventName: ['GetSecretValue', 'BatchGetSecretValue'], ...issuer(rolesOfKeyturn()) },
  },
];
