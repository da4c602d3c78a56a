/** The services keyturn talks to. */
export type ServiceName =
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
  | 'ssm'
  | 'cloudformation';
