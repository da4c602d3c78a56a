import type { Digest, Notifier } from '../../../src/app/notices/digest.ts';
import type { Mailer } from '../../../src/app/ports/ses.ts';
import { run } from '../../../src/app/run/run.ts';
import { doorTo } from '../../../src/aws/client/in-process.ts';
import { wire } from '../../../src/aws/connect.ts';
import { plus } from '../../../src/core/time.ts';
import { sendMail } from '../../../src/notify/send-mail.ts';
import { REGION } from '../environment/accounts.ts';
import { memberAccount } from '../environment/environment.ts';
import type { Rotator } from './worker.ts';

/** keyturn itself: all of it but the looks of its mails. */
export const keyturn: Rotator = { judged: 'keyturn', rotate: (stage, worker) => runKeyturn(stage, worker) };

const runKeyturn: Rotator['rotate'] = (stage, { id, spec, door }) => {
  const { world, clock: worldClock, operator } = stage;
  const clock = { ...worldClock, now: () => plus(world.now, spec.skewMs ?? 0) };
  const settings = { ...stage.settings, discovery: spec.discovery };
  const wired = wire({
    door: doorTo(door, { clock, credentials: operator }),
    clock,
    settings,
    runId: id,
    region: REGION,
  });
  const isWide = spec.user === undefined && !spec.isNarrow && !spec.isNamed;
  const users = spec.user === undefined ? (spec.isNamed ? [...stage.names] : []) : [stage.names[spec.user] ?? ''];
  const scope = { accounts: isWide ? ('organization' as const) : [memberAccount], ous: [], users };
  let nonces = 0;
  return run(
    { mode: spec.mode, scope, isForced: spec.isForced ?? false, settings },
    {
      runId: id,
      ...wired,
      notifier: plainNotifier(wired.mailer),
      clock,
      nonce: () => `${id} ${nonces++}`,
      report: () => undefined,
      signal: stage.signal,
      ...(spec.leftMs === undefined ? {} : { deadline: plus(clock.now(), spec.leftMs) }),
    },
  );
};

/** One mail a digest through the real mailer; its text is what the harness reads. */
const plainNotifier = (mailer: Mailer): Notifier => ({
  async deliver({ from, to, cc, notices }: Digest) {
    const text = JSON.stringify(notices.map(({ kind, key }) => ({ kind, key })));
    return sendMail(mailer, { from, to, cc, subject: 'Access keys', html: text, text });
  },
});
