import type { Credentials } from '@aws-sdk/client-sts';
import type { SandboxSession } from '../../model/iam.ts';

export const credentialsShape = (session: SandboxSession): Credentials => ({
  AccessKeyId: session.accessKeyId,
  SecretAccessKey: session.secretAccessKey,
  SessionToken: session.sessionToken,
  Expiration: new Date(session.expiresAt),
});
