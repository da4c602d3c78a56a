import type { Place } from '../../app/deploy/network/endpoint-services.ts';
import type { Texts } from '../../app/deploy/package-file.ts';
import type { Situation } from '../../app/deploy/situation.ts';
import type { Inspection } from '../../aws/check/inspection.ts';
import { sesRegionOf } from '../../smtp/server-of.ts';
import { checkFunctionConcurrency } from '../check/check-function-concurrency.ts';
import { checkMail } from '../check/check-mail.ts';
import { type Finding, ok } from '../check/finding.ts';
import { wrapped } from '../render/wrap.ts';
import type { DeployConnection } from '../run/dependencies.ts';
import { printable } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { checkFunctionNetwork } from './function-network.ts';

const places: Readonly<Record<Situation['place'], string>> = {
  management: 'the management account',
  delegated: 'a delegated administrator for StackSets',
  member: 'a member account, which may not manage StackSets',
};

/** Who and where, as it was found. */
export const placeLines = (style: Style, situation: Situation, region: string): readonly string[] => {
  const { account, arn, organizationId, place } = situation;
  const whose = `account ${account}, ${places[place]} of ${organizationId}, in ${region}; as ${printable(arn)}`;
  return wrapped(style, style.green(style.symbols.done), whose);
};

export const packageLines = (style: Style, folder: string, files: number): readonly string[] =>
  wrapped(style, style.green(style.symbols.done), `package ${printable(folder)}: ${files} files, checksums right`);

/**
 * Whether SES would send: a hint, since a deployment does not need it, and every notice does. An SMTP server is not
 * tried from here: the functions may reach it, and read its password, where this machine may not.
 */
export const mailLines = async (
  style: Style,
  { inspection, region }: Pick<DeployConnection, 'inspection' | 'region'>,
  { AdminEmailAddress: adminEmail, SMTPHost: host }: MailParameters,
): Promise<readonly string[]> => {
  const findings = [
    ...(host ? [ok('SMTP', `mails go by ${host}; keyturn check, with the same settings, tries the sign-in`)] : []),
    ...(!host || sesRegionOf(host) === region
      ? await checkMail({ adminEmail, smtp: undefined }, { inspection, region })
      : []),
  ];
  return findings.flatMap((finding) => findingLines(style, finding));
};

interface MailParameters {
  readonly AdminEmailAddress?: string | undefined;
  readonly SMTPHost?: string | undefined;
}

/** Whether the functions find a place: a hint, since those that find none are tried again for hours. */
export const concurrencyLines = async (
  style: Style,
  inspection: Inspection,
  functionsAtATime: string | undefined,
): Promise<readonly string[]> =>
  findingLines(style, await checkFunctionConcurrency(inspection, Number(functionsAtATime)));

/** What the functions reach from their VPC, where they run in one. */
export const networkLines = (style: Style, place: Place, parameters: Texts): readonly string[] =>
  checkFunctionNetwork(parameters, place).flatMap((finding) => findingLines(style, finding));

const findingLines = (style: Style, { subject, outcome, message, remedy }: Finding): readonly string[] => {
  const mark = outcome === 'ok' ? style.green(style.symbols.done) : style.yellow(style.symbols.warning);
  return [
    ...wrapped(style, mark, printable(`${subject}: ${message}`)),
    ...(remedy === undefined ? [] : wrapped(style, `  ${style.symbols.arrow}`, remedy).map(style.cyan)),
  ];
};
