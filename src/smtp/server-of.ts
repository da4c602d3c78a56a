/** Ports on which TLS begins before SMTP does (RFC 8314; SES has a second one of each sort). */
const TLS_FROM_THE_START: ReadonlySet<number> = new Set([465, 2465]);

/**
 * Whether the connection begins with TLS, or with STARTTLS, which must succeed. SES: "on port 25, 587, or 2587" the
 * one, "on port 465 or 2465" the other (https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html).
 */
export const isTlsFromTheStart = (port: number): boolean => TLS_FROM_THE_START.has(port);

/**
 * The Region whose SES answers at this host; `undefined`: it is another server. The names are those of
 * https://docs.aws.amazon.com/general/latest/gr/ses.html, and of an endpoint in a VPC.
 */
export const sesRegionOf = (host: string): string | undefined => SES_HOST.exec(host)?.[1];

const SES_HOST = /(?:^|\.)email-smtp(?:-fips)?\.([a-z]+(?:-[a-z]+)+-\d+)\.(?:vpce\.)?amazonaws\.(?:com|com\.cn|eu)$/i;
