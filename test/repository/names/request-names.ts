import type { InProcessRequest } from '../../../src/sandbox/in-process.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { jsonNames } from './json-names.ts';
import type { Recording } from './recording.ts';
import { secretRequests } from './secret-requests.ts';

/** Puts what each request holds of keyturn's own into the list: what it stores, sends, and calls itself. */
export const createRequestReader = (recording: Recording, world: World): ((request: InProcessRequest) => void) => {
  const readings: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    secretsmanager: secretRequests(recording, world),
    s3: objectRequests(recording),
    ...otherRequests(recording),
  };
  return ({ service, operation, input }) => {
    // Each takes the input of its own operation.
    const read = readings[service]?.[operation] as ((given: typeof input) => void) | undefined;
    read?.(input);
  };
};

const objectRequests = ({ names, mask }: Recording) => ({
  PutObject: ({
    Key,
    Body,
    ContentType,
    Metadata = {},
  }: Record<'Key' | 'Body' | 'ContentType', string> & { readonly Metadata?: Readonly<Record<string, string>> }) => {
    const key = mask(Key);
    const metadata = Object.keys(Metadata).map((name) => `, ${name}`);
    names.add('documents of the run bucket', `${key}, ${ContentType}${metadata.join('')}`);
    names.add(`document ${key}`, ...jsonNames(JSON.parse(Body), { mask }));
  },
  GetObject: ({ Key }: { readonly Key: string }) => names.add('objects that are read', mask(Key)),
  ListObjectsV2: ({ Prefix = '' }: { readonly Prefix?: string }) =>
    names.add('objects that are read', `${mask(Prefix)}*`),
});

const otherRequests = ({ names, mask }: Recording) => ({
  iam: {
    AttachUserPolicy: ({ PolicyArn }: { readonly PolicyArn: string }) =>
      names.add('managed policies that are attached', mask(PolicyArn)),
  },
  sts: {
    AssumeRole: ({ RoleArn, RoleSessionName, Policy }: Record<'RoleArn' | 'RoleSessionName' | 'Policy', string>) => {
      names.add('roles that are assumed', mask(RoleArn));
      names.add('sessions', mask(RoleSessionName));
      if (Policy) names.add('session policy of a plan', ...jsonNames(JSON.parse(Policy), { mask }));
    },
  },
  sesv2: {
    SendEmail: (input: object) => {
      names.add('requests to send a mail', ...jsonNames(input, { mask }));
      const classes = JSON.stringify(input).matchAll(/class=\\"([^"\\]+)\\"/g);
      names.add('classes in the HTML of mails', ...[...classes].flatMap(([, given = '']) => given.split(' ')));
    },
  },
  sfn: {
    StartExecution: ({ name, input }: { readonly name: string; readonly input: string }) => {
      const dated = name.replace(/^\d{8}/, '<DATE>').replace(/-\d{4}-/, '-<TIME>-');
      names.add('names of executions', dated.replace(/-[0-9a-f]{8}$/, '-<REQUEST>'));
      names.add('input of an execution', ...jsonNames(JSON.parse(input), { mask }));
    },
  },
});
