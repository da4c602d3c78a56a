import { expect, it } from 'vitest';
import { ADMIN, deploy, PRIMARY, REGION } from '../../deployed/organization.ts';
import { judge, type Verdict } from '../judge.ts';
import { sessionOf } from './roles.ts';

/** What the notifier may do in a stack with these parameters, by a simulator that nobody here wrote. */
const notifierWith = (
  parameters: Readonly<Record<string, string>>,
  changed?: (key: string, value: unknown) => unknown,
) => {
  const role = deploy(parameters).main.roles.find(({ logicalId }) => logicalId === 'NotifierFunctionExecutionRole');
  if (role === undefined) throw new Error('the stack has no notifier');
  const policies = JSON.parse(JSON.stringify(role.policies), changed);
  return (action: string, resource: string, context: Readonly<Record<string, string>> = {}): Promise<Verdict> =>
    judge(
      sessionOf({ ...role, policies }),
      { action, resource, account: PRIMARY, context },
      action.startsWith('kms:') ? keyPolicy : undefined,
    );
};

/** Of a key of the customer's: it leaves the matter to IAM. */
const keyPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${PRIMARY}:root` }, Action: 'kms:*', Resource: '*' }],
};

const parameter = (name: string): string => `arn:aws:ssm:${REGION}:${PRIMARY}:parameter/${name}`;
const [USER, PASSWORD] = [parameter('mail-user'), parameter('iam-key-rotation/smtp/password')];
const KEY = `arn:aws:kms:${REGION}:${PRIMARY}:key/11111111-2222-3333-4444-555555555555`;
const IDENTITY = `arn:aws:ses:${REGION}:${PRIMARY}:identity/${ADMIN}`;
const BY_SMTP = { SMTPHost: 'smtp.example.com', SMTPUserParamName: 'mail-user' };
const bySmtp = notifierWith(BY_SMTP);

it('by SMTP, the notifier reads the two parameters, and no other, one at a time', async () => {
  for (const resource of [USER, PASSWORD]) {
    expect(await bySmtp('ssm:GetParameter', resource)).toBe('Allowed');
    for (const action of ['GetParameters', 'GetParameterHistory', 'PutParameter', 'DeleteParameter'])
      expect(await bySmtp(`ssm:${action}`, resource)).toBe('ImplicitlyDenied');
  }
  for (const name of ['iam-key-rotation/smtp/user', 'mail-user/more', 'iam-key-rotation/smtp/password2', '/mail-user'])
    expect(await bySmtp('ssm:GetParameter', parameter(name))).toBe('ImplicitlyDenied');
});

it('decrypts nothing but these, and only through Parameter Store', async () => {
  // The simulator knows no context key that is made of a name: that condition is looked at here, and left out there.
  const named: unknown[] = [];
  const unnamed = notifierWith(BY_SMTP, (key, value) => {
    if (key !== 'kms:EncryptionContext:PARAMETER_ARN') return value;
    named.push(value);
    return undefined;
  });
  const unused = [USER.replace('/mail', 'mail'), PASSWORD.replace('/iam', '//iam')];
  expect(named).toEqual([[unused[0], USER, PASSWORD, unused[1]]]);
  const through = (service: string) => ({ 'kms:ViaService': `${service}.${REGION}.amazonaws.com` });
  expect(await unnamed('kms:Decrypt', KEY, through('ssm'))).toBe('Allowed');
  expect(await unnamed('kms:Decrypt', KEY, through('secretsmanager'))).toBe('ImplicitlyDenied');
  expect(await unnamed('kms:Decrypt', KEY)).toBe('ImplicitlyDenied');
  expect(await unnamed('kms:Encrypt', KEY, through('ssm'))).toBe('ImplicitlyDenied');
  expect(await bySmtp('kms:Decrypt', KEY, through('ssm'))).toBe('ImplicitlyDenied');
});

it('sends by one way: by the API of SES, or by SMTP', async () => {
  const sender = { 'ses:FromAddress': ADMIN };
  const byApi = notifierWith({});
  expect(await byApi('ses:SendEmail', IDENTITY, sender)).toBe('Allowed');
  expect(await byApi('ssm:GetParameter', parameter('iam-key-rotation/smtp/password'))).toBe('ImplicitlyDenied');
  expect(await bySmtp('ses:SendEmail', IDENTITY, sender)).toBe('ImplicitlyDenied');
});
