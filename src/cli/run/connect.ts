import type { Connect } from './dependencies.ts';
import { openClients } from './open-clients.ts';

/** The real way into AWS. */
export const connect: Connect = async ({ io, settings, region: given, profile, isDebug, runId, report }) => {
  const [{ connectAws }, { connectNotifier }, { assertSentOnce }] = await Promise.all([
    import('../../aws/connect.ts'),
    import('../../notify/notifier.ts'),
    import('../../aws/client/assert-create-key-once.ts'),
  ]);
  const { clientFactory, region, close } = await openClients({ io, region: given, profile, isDebug });
  await assertSentOnce();
  const connected = connectAws({ clientFactory, clock: io.clock, settings, runId, region });
  const { templates: store, parameters, unlessSuppressed } = connected;
  const server = settings.smtp;
  // Loaded where it is needed alone.
  const smtp =
    server &&
    (await import('../../smtp/connect.ts')).connectSmtp({ server, parameters, clock: io.clock, unlessSuppressed });
  const { mailer } = smtp ?? connected;
  const templates = store && settings.templates && { ...settings.templates, store };
  const notifier = connectNotifier({ mailer, templates, report });
  return { ...connected, region, notifier, smtpSignIn: smtp?.signIn, close };
};
