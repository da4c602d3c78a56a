import type { Notice } from '../../app/notices/digest.ts';
import { testCommand } from '../commands.ts';
import type { Instruction, Sorted } from '../message.ts';

/** Get, install, test, let go. The command that gets the key is in the card of its user. */
export const installSteps = (sorted: Sorted): readonly Instruction[] => {
  if (sorted.isExplained)
    return [
      { text: 'Get, install and test the new key as described above; the command is the one in the box of its user.' },
    ];
  const { notices, digest } = sorted;
  return [
    getStep(sorted),
    {
      text: 'Install it: put AccessKeyId and SecretAccessKey of the answer where the application keeps its credentials, and restart it if it reads them only at start.',
    },
    {
      text: 'Test it: with the new key, this must answer with the ARN of the user:',
      command: testCommand(regionOf(notices), digest.partition),
    },
    ...(notices.some(({ otherKey }) => otherKey !== undefined)
      ? [{ text: 'Leave the old key to keyturn: there is no need to deactivate or delete it.' }]
      : []),
  ];
};

const getStep = ({ notices, digest }: Sorted): Instruction => ({
  text: notices.every(({ secret }) => secret === undefined)
    ? `Get the new key from AWS Secrets Manager; ${digest.from} can say where it is.`
    : 'Get the new key: run the command above where the AWS CLI works with a key that the user has now. Nobody else is allowed to read it.',
});

export const regionOf = (notices: readonly Notice[]): string | undefined =>
  notices.find(({ secret }) => secret !== undefined)?.secret?.region;

/** The secret access key is not the SMTP password, which is another one in each Region. */
export const smtpNote = ({ sendsBySmtp = false }: Notice): string | undefined =>
  sendsBySmtp
    ? 'This user sends mail by SMTP. The answer also holds what signs in there: SmtpUserName, and in SmtpPasswords the password for each Region. SecretAccessKey is not that password. The old key stays active until AWS shows a use of the new one, or until somebody deactivates it.'
    : undefined;

/** keyturn itself could not read the secret as the user: a rule refuses it, on the address or on MFA, say. */
export const unprovenNote = ({ isReadUnproven }: Notice): string | undefined =>
  isReadUnproven
    ? 'AWS refused this key the secret when it was tried from where keyturn runs; a rule of the user, on its address or on MFA, say, can be the cause. Run the command where the application runs, and signed in as it is, with MFA if the user must. The old key stays active until the new key has been used.'
    : undefined;
