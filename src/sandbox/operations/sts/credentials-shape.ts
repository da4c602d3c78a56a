import type { Credentials } from '@aws-sdk/client-sts';
import type { Session } from '../../model/iam.ts';

export const credentialsShape = (session: Session): Credentials => ({
  AccessKeyId: session.accessKeyId,
  SecretAccessKey: session.secretAccessKey,
  SessionToken: session.sessionToken,
  Expiration: new Date(session.expiresAt),
});
