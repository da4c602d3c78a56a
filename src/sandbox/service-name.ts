/** The services the sandbox plays, by their SigV4 signing name where that is unique. */
export type SandboxService =
  | 'account'
  | 'iam'
  | 'sts'
  | 'organizations'
  | 'secretsmanager'
  | 'sesv2'
  | 's3'
  | 'cloudtrail'
  | 'kms'
  | 'lambda'
  | 'sfn'
  | 'ssm';

/** Credentials as a caller presents them; `sessionToken` for temporary ones. */
export interface SandboxCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}
