import { Fault } from '../../app/faults/fault.ts';
import { logRequests } from '../terminal/request-log.ts';
import type { Connect } from './dependencies.ts';

/** The real way into AWS. The SDK is loaded here, and only when a verb needs it: `--help` stays quick. */
export const connect: Connect = async ({ io, settings, region: given, profile, isDebug, runId, report }) => {
  // The SDK itself reads it, for credentials, Region and endpoint alike.
  if (profile !== undefined) process.env.AWS_PROFILE = profile;
  // The SDK's advice on Node versions is for whoever builds keyturn, not for whoever runs it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const [{ httpClients }, { connectAws }, { configuredRegion }, { connectNotifier }, { assertSentOnce }] =
    await Promise.all([
      import('../../aws/client/machine-credentials.ts'),
      import('../../aws/connect.ts'),
      import('../../aws/client/region.ts'),
      import('../../notify/notifier.ts'),
      import('../../aws/client/assert-create-key-once.ts'),
    ]);
  const region = given ?? (await configuredRegion());
  if (region === undefined) throw new Fault('region-missing', 'no AWS Region is set');
  await assertSentOnce();
  const { clock } = io;
  const { clientFactory, close } = httpClients({ clock });
  const connected = connectAws({
    clientFactory: isDebug ? logRequests(io, clientFactory) : clientFactory,
    clock,
    settings,
    runId,
    region,
  });
  const { templates: store, mailer } = connected;
  const templates = store && settings.templates && { ...settings.templates, store };
  return { ...connected, region, notifier: connectNotifier({ mailer, templates, report }), close };
};
