import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CredentialServices {
  readonly url: string;
  /** Ids of the access keys that requests to AWS were signed with. */
  readonly signedBy: ReadonlySet<string>;
  readonly close: () => void;
}

/**
 * Every service that hands out credentials, on one address; each names its key after itself. AWS itself refuses all.
 */
export const credentialServices = async (): Promise<CredentialServices> => {
  const signedBy = new Set<string>();
  const server = createServer(async (request, response) => {
    const answer = answers.find(({ asks }) => asks.test(`${request.method} ${request.url}`))?.text;
    const text = answer ?? stsAnswer(await bodyOf(request));
    const [, keyId] = /Credential=(\w+)\//.exec(request.headers.authorization ?? '') ?? [];
    if (text === undefined && keyId !== undefined) signedBy.add(keyId);
    response.writeHead(text === undefined ? 403 : 200).end(text ?? REFUSAL);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, signedBy, close: () => server.close() };
};

const secretAccessKey = 'example';
const [token, soon] = ['session', new Date(Date.now() + 3_600_000)];

/** As the metadata services of instances and containers write it. */
const metadata = (AccessKeyId: string): string =>
  JSON.stringify({ Code: 'Success', AccessKeyId, SecretAccessKey: secretAccessKey, Token: token, Expiration: soon });

const answers: readonly { readonly asks: RegExp; readonly text: string }[] = [
  { asks: /^GET \/container$/, text: metadata('ASIACONTAINER') },
  { asks: /^PUT \/latest\/api\/token$/, text: 'token' },
  { asks: /^GET \/latest\/meta-data\/iam\/security-credentials\/$/, text: 'role' },
  { asks: /^GET \/latest\/meta-data\/iam\/security-credentials\/role$/, text: metadata('ASIAINSTANCE') },
  {
    asks: /^GET \/federation\/credentials\?/,
    text: JSON.stringify({
      roleCredentials: { accessKeyId: 'ASIASSO', secretAccessKey, sessionToken: token, expiration: soon.getTime() },
    }),
  },
];

const stsAnswer = (body: string): string | undefined => {
  const [, action = ''] = /Action=(AssumeRole\w*)/.exec(body) ?? [];
  const keyId = { AssumeRole: 'ASIAASSUMED', AssumeRoleWithWebIdentity: 'ASIAWEBIDENTITY' }[action];
  return keyId === undefined
    ? undefined
    : `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><Credentials>
<AccessKeyId>${keyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey>
<SessionToken>${token}</SessionToken><Expiration>${soon.toISOString()}</Expiration>
</Credentials></${action}Result></${action}Response>`;
};

const REFUSAL = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
<Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>`;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};
