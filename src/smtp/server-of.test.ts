import { expect, it } from 'vitest';
import { isTlsFromTheStart, sesRegionOf } from './server-of.ts';

it.each([
  [465, true],
  [2465, true],
  [587, false],
  [2587, false],
  [25, false],
  [1465, false],
])('on port %i TLS comes before SMTP: %s', (port, isFirst) => {
  expect(isTlsFromTheStart(port)).toBe(isFirst);
});

it.each([
  ['email-smtp.eu-central-1.amazonaws.com', 'eu-central-1'],
  ['email-smtp-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
  ['vpce-0a1b.email-smtp.us-east-1.vpce.amazonaws.com', 'us-east-1'],
  ['email-smtp.us-east-1.amazonaws.com.evil.org', undefined],
  ['my-email-smtp.us-east-1.amazonaws.com', undefined],
  ['smtp.example.com', undefined],
])('%s is SES in %s', (host, region) => {
  expect(sesRegionOf(host)).toBe(region);
});
