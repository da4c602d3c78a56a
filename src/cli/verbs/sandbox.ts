import { Fault } from '../../app/faults/fault.ts';
import { programName } from '../run/program-name.ts';
import { sandboxEnvironment } from '../run/sandbox-environment.ts';
import type { Io } from '../terminal/io.ts';
import { jsonText } from '../terminal/json-text.ts';
import { styleFor } from '../terminal/style.ts';
import type { Verb } from '../verb.ts';

interface SandboxOptions {
  readonly port: string;
  readonly host: string;
  readonly json?: boolean;
}

const DEFAULT_PORT = '4599';

export const sandboxVerb: Verb = (program, dependencies, done) => {
  program
    .command('sandbox')
    .description('serve an embedded AWS with a demo organization in it, for rehearsals with any AWS tool')
    .option('--port <number>', '0 takes any free one', DEFAULT_PORT)
    .option('--host <address>', 'where to listen; anyone who reaches it can read its mail', '127.0.0.1')
    .option('--json', 'print where it is as one JSON object')
    .action(async (options: SandboxOptions) => done(await serve(dependencies.io, options)));
};

const serve = async (io: Io, options: SandboxOptions): Promise<number> => {
  const port = portOf(options.port);
  const [names, { createDemoWorld }, { addAdministratorRoles }, { serveSandbox }] = await Promise.all([
    import('../../demo-organization/names.ts'),
    import('../../demo-organization/demo-organization.ts'),
    import('../../demo-organization/roles.ts'),
    import('../../sandbox/http/server.ts'),
  ]);
  const { world, credentials, facts } = createDemoWorld({ now: io.clock.now(), mailOutageDays: 0 });
  addAdministratorRoles(world);
  const served = await serveSandbox(world, {
    port,
    host: options.host,
    advanceWithRealTime: true,
    acceptSkew: true,
  }).catch((error: unknown) => {
    throw portFault(port, error);
  });
  const place: Place = {
    url: served.url,
    mailbox: `${served.url}/_sandbox/`,
    env: sandboxEnvironment(served.url, names.HOME_REGION, credentials),
    adminEmail: names.ADMIN_EMAIL,
    exemptionGroup: names.EXEMPTION_GROUP,
    administratorRole: `arn:aws:iam::${facts.accounts.payments}:role/${names.ADMINISTRATOR_ROLE}`,
    notPlayed: NOT_PLAYED,
  };
  if (options.json) io.out.write(jsonText(place));
  else io.out.write(`${placeLines(io, place, world.accounts.size).join('\n')}\n`);
  await aborted(io.signal);
  await served.close();
  return 0;
};

interface Place {
  readonly url: string;
  readonly mailbox: string;
  readonly env: Readonly<Record<string, string>>;
  readonly adminEmail: string;
  readonly exemptionGroup: string;
  /** ARN of the administrator's role in one member account; there is one in each. */
  readonly administratorRole: string;
  /** Verbs of keyturn that cannot be rehearsed here. */
  readonly notPlayed: readonly string[];
}

/** They work by CloudFormation, which the sandbox does not have. */
const NOT_PLAYED = ['deploy', 'undeploy'];

const placeLines = (io: Io, place: Place, accounts: number): string[] => {
  const style = styleFor(io.out, io.env);
  const keyturn = programName();
  return [
    style.bold(`An embedded AWS of ${accounts} accounts is at ${place.url}. Nothing leaves this machine.`),
    '',
    `Mailbox and clock: ${style.cyan(place.mailbox)}`,
    '',
    'Paste into another terminal, to be an administrator of its management account:',
    '  unset AWS_PROFILE',
    ...Object.entries(place.env).map(([name, value]) => `  export ${name}=${value}`),
    '',
    'Then try:',
    `  ${keyturn} plan --exempt-group ${place.exemptionGroup}`,
    `  ${keyturn} apply --exempt-group ${place.exemptionGroup} --admin-email ${place.adminEmail}`,
    '  aws iam list-users',
    `  curl -X POST '${place.url}/_sandbox/travel?days=1'    (a day passes; then apply again)`,
    '',
    "To do what people do in a member account, assume its administrator's role; each has one of this name:",
    `  aws sts assume-role --role-session-name me --role-arn ${place.administratorRole}`,
    '',
    `It plays no CloudFormation: ${place.notPlayed.map((verb) => `\`keyturn ${verb}\``).join(' and ')} cannot be rehearsed here.`,
    '',
    'Ctrl-C stops it; it keeps nothing.',
  ];
};

const portOf = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new Fault('command-invalid', `--port is ${text}: give a number from 0 to 65535`);
  return port;
};

const portFault = (port: number, error: unknown): Fault => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const why = code === 'EADDRINUSE' ? 'another program has it' : code;
  return new Fault('port-taken', `port ${port} cannot be opened: ${why}`, { cause: error });
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
