import type { InProcessRequest } from '../../../src/sandbox/in-process.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { Answered, Heard } from './answered.ts';
import { policyPut, secretLetGo, secretMade } from './container.ts';
import { keyCreated } from './created.ts';
import { keyDeactivated } from './deactivated.ts';
import { keyDeleted } from './deleted.ts';
import { forbidden, noteUserSeen } from './forbidden.ts';
import { labelMoved } from './labels.ts';
import { sync } from './ledger.ts';
import { mailSent } from './mails.ts';
import { noted } from './notes.ts';
import { noSecretsIn } from './secrets.ts';
import { versionPut } from './versions.ts';
import { violate } from './violate.ts';

type Check = (environment: SimulatedEnvironment, run: Answered, heard: Heard) => void;

const reads: Readonly<Record<string, Check>> = {
  GetUser: noteUserSeen,
  DescribeSecret: noteUserSeen,
  GetCallerIdentity: (environment, _, { request }) => {
    const key = environment.ledger.keys.get(request.credentials.accessKeyId);
    if (key) key.hasAuthenticated = true;
  },
};

/** What each write may have broken, and nothing else: a read changes nothing. */
const writes: Readonly<Record<string, Check>> = {
  CreateAccessKey: keyCreated,
  UpdateAccessKey: keyDeactivated,
  DeleteAccessKey: keyDeleted,
  CreateSecret: secretMade,
  PutResourcePolicy: policyPut,
  PutSecretValue: versionPut,
  UpdateSecretVersionStage: labelMoved,
  TagResource: noted,
  UntagResource: noted,
  RestoreSecret: () => undefined,
  DeleteSecret: secretLetGo,
  AttachUserPolicy: () => undefined,
  SendEmail: mailSent,
};

/** After each request that AWS carried out. */
export const checkAnswer = (environment: SimulatedEnvironment, run: Answered, heard: Heard): void => {
  const { operation } = heard.request;
  const read = reads[operation];
  if (read) return read(environment, run, heard);
  const write = writes[operation];
  if (write === undefined) return;
  run.writes += 1;
  environment.log?.push(`${run.run}: ${operation} ${inShort(heard.request)}`);
  if (!environment.judged) return sync(environment.ledger, environment.world, { by: 'keyturn' });
  if (run.spec.mode === 'plan') violate(environment, 'S13', `a dry run sent ${operation}`);
  if (run.spec.isElsewhere) violate(environment, 'S9', `a run for another Region sent ${operation}`);
  forbidden(environment, run, heard.request);
  noSecretsIn(environment, heard.request);
  write(environment, run, heard);
};

const inShort = ({ input }: InProcessRequest): string => {
  const { SecretString: _, Content: __, ResourcePolicy: ___, ...rest } = input;
  return JSON.stringify(rest)
    .replace(/arn:aws:secretsmanager[^"]*User_([^"]*)_AccessKey-\w+/g, '$1')
    .slice(0, 300);
};
