import { handOver } from '../../../src/app/acts/handover.ts';
import { undo } from '../../../src/app/acts/undo.ts';
import type { Digest } from '../../../src/app/notices/digest.ts';
import { createNotifier } from '../../../src/app/notices/notifier.ts';
import type { Channel } from '../../../src/app/ports/channel.ts';
import type { Mailer } from '../../../src/app/ports/ses.ts';
import type { RunDependencies } from '../../../src/app/run/request.ts';
import { run } from '../../../src/app/run/run.ts';
import { inProcessClients } from '../../../src/aws/client/in-process.ts';
import { connectAws } from '../../../src/aws/connect.ts';
import { plus } from '../../../src/core/time.ts';
import { sendMail } from '../../../src/notify/send-mail.ts';
import { ANOTHER_REGION, HANDED_TO, REGION } from '../environment/accounts.ts';
import { memberAccount, type SimulatedEnvironment } from '../environment/environment.ts';
import type { RunSpec } from '../schedule/schedule.ts';
import type { Rotator } from './worker.ts';

/** keyturn itself: all of it but the looks of its mails. */
export const keyturn: Rotator = { judged: 'keyturn', rotate: (environment, worker) => runKeyturn(environment, worker) };

const runKeyturn: Rotator['rotate'] = (environment, { id, spec, clientFactory }) => {
  const { world, clock: worldClock, operator } = environment;
  const clock = { ...worldClock, now: () => plus(world.now, spec.skewMs ?? 0) };
  const settings = { ...settingsFor(environment, spec), discovery: spec.discovery };
  const connected = connectAws({
    clientFactory: inProcessClients(clientFactory, { clock, credentials: operator }),
    clock,
    settings,
    runId: id,
    region: spec.isElsewhere === 'region' ? ANOTHER_REGION : REGION,
  });
  const isWide = spec.user === undefined && !spec.isNarrow && !spec.isNamed;
  const users =
    spec.user === undefined ? (spec.isNamed ? [...environment.names] : []) : [environment.names[spec.user] ?? ''];
  const scope = { accounts: isWide ? ('organization' as const) : [memberAccount], ous: [], users };
  let nonces = 0;
  const dependencies: RunDependencies = {
    runId: id,
    ...connected,
    notifier: createNotifier({ channels: { mail: plainMail(connected.mailer) }, counting: 'mail' }),
    clock,
    nonce: () => `${id} ${nonces++}`,
    report: () => undefined,
    signal: environment.signal,
    ...(spec.leftMs === undefined ? {} : { deadline: plus(clock.now(), spec.leftMs) }),
  };
  const request = { mode: spec.mode, scope, settings };
  if (spec.isHandover) return handOver({ ...request, to: HANDED_TO, hours: 24 }, dependencies).then(() => undefined);
  return spec.isUndo
    ? undo(request, dependencies).then(() => undefined)
    : run({ ...request, isForced: spec.isForced ?? false }, dependencies);
};

/** Those of the story; of a run that takes the other account for that of the secrets, the other ones. */
const settingsFor = (
  { settings, otherHome }: SimulatedEnvironment,
  { isElsewhere }: RunSpec,
): SimulatedEnvironment['settings'] => (isElsewhere === 'account' ? { ...settings, ...otherHome } : settings);

/** One mail a digest through the real mailer; its text is what the harness reads. */
const plainMail = (mailer: Mailer): Channel<Digest> => ({
  async deliver({ notices }, { from, to, cc }) {
    const text = JSON.stringify(notices.map(({ kind, key, on, isUnlessUsed }) => ({ kind, key, on, isUnlessUsed })));
    return sendMail(mailer, { from, to, cc, subject: 'Access keys', html: text, text });
  },
});
