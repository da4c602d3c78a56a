import { CfnCondition, Fn, type Stack } from 'aws-cdk-lib';
import { allow, arn } from '../policies.ts';

/** Whether mails go by an SMTP server, and no longer by the API of SES. */
export const mailsBySmtp = (stack: Stack): void => {
  new CfnCondition(stack, 'MailsBySmtp', { expression: Fn.conditionNot(Fn.conditionEquals(Fn.ref('SMTPHost'), '')) });
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

/**
 * A slash stands between `parameter` and any name in an ARN, and is there already where a name begins with one: of the
 * two forms one is the parameter's, and the other nobody's. Conditions take no function that could tell them apart
 * (CloudFormation, "Condition functions": Fn::FindInMap, Ref and other conditions).
 */
const parameterArns = (): readonly string[] =>
  NAMES.flatMap((name) =>
    ['', '/'].map((slash) => arn(`ssm:\${AWS::Region}:\${AWS::AccountId}:parameter${slash}\${${name}}`)),
  );
