import { createRequire } from 'node:module';

/** Of node-forge, as far as tests need it; it has no types. */
interface Forge {
  readonly pki: {
    readonly rsa: { generateKeyPair(bits: number): { readonly publicKey: unknown; readonly privateKey: unknown } };
    createCertificate(): ForgeCertificate;
    certificateToPem(certificate: ForgeCertificate): string;
    privateKeyToPem(key: unknown): string;
  };
  readonly md: { readonly sha256: { create(): unknown } };
}

interface ForgeCertificate {
  publicKey: unknown;
  serialNumber: string;
  readonly validity: { notBefore: Date; notAfter: Date };
  setSubject(attributes: readonly object[]): void;
  setIssuer(attributes: readonly object[]): void;
  setExtensions(extensions: readonly object[]): void;
  sign(key: unknown, digest: unknown): void;
}

export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate that vouches for itself, made anew for each run of the tests: no private key lies in the checkout. */
export const selfSigned = (host = 'localhost'): TestCertificate => {
  const { pki, md } = createRequire(import.meta.url)('node-forge') as Forge;
  const keys = pki.rsa.generateKeyPair(2048);
  const certificate = pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  const name = [{ name: 'commonName', value: host }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
  ]);
  certificate.sign(keys.privateKey, md.sha256.create());
  return { key: pki.privateKeyToPem(keys.privateKey), cert: pki.certificateToPem(certificate) };
};
