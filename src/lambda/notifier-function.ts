import { sendMails } from '../app/fan-out/send-mails.ts';
import { type SendParts, sendMessage } from '../app/fan-out/send-message.ts';
import { Fault } from '../app/faults/fault.ts';
import type { Mailer } from '../app/ports/ses.ts';
import type { RunTicket } from '../app/run-bucket/documents.ts';
import { s3Templates } from '../aws/s3/templates.ts';
import { sesMailer } from '../aws/ses/mailer.ts';
import { unlessSuppressed } from '../aws/ses/unless-suppressed.ts';
import { ssmParameters } from '../aws/ssm/parameter-store.ts';
import type { TemplatePlaces } from '../notify/mail-channel.ts';
import { connectNotifier } from '../notify/notifier.ts';
import { createSummaries } from '../notify/summary/summaries.ts';
import { connectSmtp } from '../smtp/connect.ts';
import { createHandler, type FunctionDependencies, type FunctionHandler, type Invocation } from './invocation.ts';
import { manualRecipient, sendManualMail } from './manual-mail.ts';
import { type NotifierEvent, notifierEvent } from './notifier-event.ts';
import { checkBucket, openRunStore } from './run-bucket.ts';

/** ASA-Notifier: sends the mails of some visits, or one mail. */
export const notifierFunction = (dependencies: FunctionDependencies): FunctionHandler =>
  createHandler(dependencies, notifierEvent, handle);

const handle = (event: NotifierEvent, invocation: Invocation): Promise<unknown> => {
  const mailer = mailerOf(invocation);
  const templates = templatesOf(invocation);
  if (event.kind === 'letter') return sendManually(event, { mailer, templates }, invocation);
  return event.kind === 'message'
    ? sendFromRun(event, { mailer, templates }, invocation)
    : sendOfVisits(event, { mailer, templates }, invocation);
};

interface DeliveryParts {
  readonly mailer: Mailer;
  readonly templates: TemplatePlaces | undefined;
}

const sendFromRun = async (
  { message: key, run }: Extract<NotifierEvent, { kind: 'message' }>,
  delivery: DeliveryParts,
  invocation: Invocation,
): Promise<unknown> => {
  checkBucket(run, invocation.stack);
  invocation.note({ step: 'send', run: run.id, mail: key });
  const sent = await sendMessage(key, sendPartsOf(run, delivery, invocation));
  invocation.note({ isAccepted: 'messageId' in sent });
  return sent;
};

const sendOfVisits = async (
  { run, accounts, round }: Extract<NotifierEvent, { kind: 'mails' }>,
  delivery: DeliveryParts,
  invocation: Invocation,
): Promise<unknown> => {
  const { stack, signal, note } = invocation;
  checkBucket(run, stack);
  note({ step: 'mails', run: run.id, accounts: accounts.join(), round });
  const sent = await sendMails({ run: run.id, accounts, round }, { ...sendPartsOf(run, delivery, invocation), signal });
  note({ ...sent });
  return sent;
};

const sendPartsOf = (run: RunTicket, { mailer, templates }: DeliveryParts, invocation: Invocation): SendParts => ({
  store: openRunStore(invocation, run),
  clock: invocation.clock,
  notifier: connectNotifier({ mailer, templates }),
  summaries: createSummaries({ mailer }),
});

const sendManually = async (
  event: Extract<NotifierEvent, { kind: 'letter' }>,
  { mailer, templates }: DeliveryParts,
  invocation: Invocation,
): Promise<unknown> => {
  const { stack, note } = invocation;
  note({ step: 'letter' });
  const { adminEmail: from, templateFolder: folder } = stack;
  const to = await manualRecipient(event, { admin: from, store: openRunStore(invocation) });
  const delivery = await sendManualMail(event, { mailer, store: templates?.store, from, to, folder });
  note({ isAccepted: delivery.kind === 'accepted' });
  if (delivery.kind !== 'refused') return delivery;
  throw new Fault('mail-refused', delivery.why);
};

/** One for each invocation: what it read of SSM and learned of the server goes with it. */
const mailerOf = ({ clientFactory, clock, stack, smtpAuthorities: authorities }: Invocation): Mailer => {
  const { region } = stack;
  const server = stack.settings.smtp;
  const noneSuppressed = (where: string, mailer: Mailer) =>
    unlessSuppressed(clientFactory({ service: 'sesv2', region: where }), mailer);
  if (server === undefined)
    return noneSuppressed(region, sesMailer(clientFactory({ service: 'sesv2', region, once: true }), clock));
  const parameters = ssmParameters(clientFactory({ service: 'ssm', region }));
  return connectSmtp({ server, parameters, clock, unlessSuppressed: noneSuppressed, authorities }).mailer;
};

const templatesOf = ({ clientFactory, stack }: Invocation): TemplatePlaces | undefined => {
  const { templates } = stack.settings;
  if (templates === undefined) return undefined;
  const { bucket, ...places } = templates;
  return { ...places, store: s3Templates(clientFactory({ service: 's3', region: stack.region }), bucket) };
};
