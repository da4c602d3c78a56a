import { createHmac } from 'node:crypto';

/**
 * The password with which this key signs in to the SMTP interface of Amazon SES in one Region; the user name is the
 * key's id. By the algorithm that AWS publishes: Amazon SES Developer Guide, "Obtaining Amazon SES SMTP credentials by
 * converting existing AWS credentials" (smtp-credentials.html#smtp-credentials-convert).
 */
export const smtpPassword = (secretAccessKey: string, region: string): string => {
  const signature = [DATE, region, 'ses', 'aws4_request', 'SendRawEmail'].reduce<Buffer>(
    (key, text) => createHmac('sha256', key).update(text, 'utf8').digest(),
    Buffer.from(`AWS4${secretAccessKey}`, 'utf8'),
  );
  return Buffer.concat([VERSION, signature]).toString('base64');
};

/** Fixed for all passwords, likewise published. */
const DATE = '11111111';
const VERSION = Buffer.from([0x04]);
