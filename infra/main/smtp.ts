import { CfnCondition, Fn, type Stack } from 'aws-cdk-lib';
import { allow, arn } from '../policies.ts';

/** Whether mails go by an SMTP server, and no longer by the API of SES. */
export const mailsBySmtp = (stack: Stack): void => {
  new CfnCondition(stack, 'MailsBySmtp', { expression: Fn.conditionNot(Fn.conditionEquals(Fn.ref('SMTPHost'), '')) });
  // A slash stands between `parameter` and any name in an ARN, and is there already where a name begins with one.
  for (const name of NAMES)
    new CfnCondition(stack, `${name}HasASlash`, {
      expression: Fn.conditionEquals(Fn.select(0, Fn.split('/', Fn.ref(name))), ''),
    });
};

export const onlyBySmtp = (statement: unknown) => Fn.conditionIf('MailsBySmtp', statement, Fn.ref('AWS::NoValue'));

export const unlessBySmtp = (statement: unknown) => Fn.conditionIf('MailsBySmtp', Fn.ref('AWS::NoValue'), statement);

/**
 * The two parameters and no other. AWS's own key for Parameter Store "grants Decrypt permission to all IAM principals
 * in the AWS account" (https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-restrict-decryption.html); under
 * a key of the customer's the right is needed, and Parameter Store names the parameter as the encryption context
 * (https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html).
 */
export const signInToSmtp = (): readonly unknown[] => [
  onlyBySmtp(allow('ReadSmtpSignIn', ['ssm:GetParameter'], parameterArns())),
  onlyBySmtp(
    allow('DecryptSmtpSignIn', ['kms:Decrypt'], arn('kms:${AWS::Region}:${AWS::AccountId}:key/*'), {
      StringEquals: {
        'kms:ViaService': Fn.sub('ssm.${AWS::Region}.${AWS::URLSuffix}'),
        'kms:EncryptionContext:PARAMETER_ARN': parameterArns(),
      },
    }),
  ),
];

const NAMES = ['SMTPUserParamName', 'SMTPPasswordParamName'] as const;

const parameterArns = (): readonly string[] =>
  NAMES.map((name) =>
    Fn.sub(`arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter\${Slash}\${${name}}`, {
      Slash: Fn.conditionIf(`${name}HasASlash`, '', '/').toString(),
    }),
  );
