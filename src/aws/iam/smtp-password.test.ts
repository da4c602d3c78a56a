import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { describe, expect, it } from 'vitest';
import { smtpPassword } from './smtp-password.ts';

/** By somebody else: the function alone, since the package's entry wants a CDK app around it. */
const { calculateSesSmtpPassword: foreignPassword } = createRequire(import.meta.url)(
  '@pepperize/cdk-ses-smtp-credentials/lib/provider/calculate-ses-smtp-password.js',
) as { readonly calculateSesSmtpPassword: (secretAccessKey: string, region: string) => string };

const REGIONS = ['us-east-1', 'eu-central-1', 'ap-southeast-2', 'us-gov-west-1'] as const;
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

describe('the SMTP password of a key', () => {
  it('is what a package that is not ours derives, for any secret and Region', () => {
    const secrets = fc.stringMatching(/^[A-Za-z0-9/+]{40}$/);
    fc.assert(
      fc.property(secrets, fc.constantFrom(...REGIONS), (secret, region) => {
        expect(smtpPassword(secret, region)).toBe(foreignPassword(secret, region));
      }),
    );
  });

  it('is another one in each Region', () => {
    expect(new Set(REGIONS.map((region) => smtpPassword(SECRET, region))).size).toBe(REGIONS.length);
  });

  it('signs in to an SMTP server that derives the password itself, and no other password does', async () => {
    const server = new SMTPServer({
      authMethods: ['LOGIN', 'PLAIN'],
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _, done) =>
        username === 'AKIAIOSFODNN7EXAMPLE' && password === foreignPassword(SECRET, 'eu-central-1')
          ? done(null, { user: username })
          : done(new Error('535 Authentication Credentials Invalid')),
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.server.address() as AddressInfo;
    const signIn = (pass: string) =>
      createTransport({ host: '127.0.0.1', port, auth: { user: 'AKIAIOSFODNN7EXAMPLE', pass } }).verify();
    try {
      await expect(signIn(smtpPassword(SECRET, 'eu-central-1'))).resolves.toBe(true);
      await expect(signIn(smtpPassword(SECRET, 'us-east-1'))).rejects.toThrow('Authentication Credentials Invalid');
      await expect(signIn(SECRET)).rejects.toThrow('Authentication Credentials Invalid');
    } finally {
      await new Promise<void>((closed) => server.close(closed));
    }
  });
});
