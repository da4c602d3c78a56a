import { sendMessage } from '../app/fan-out/send-message.ts';
import { Fault } from '../app/faults/fault.ts';
import type { Mailer } from '../app/ports/ses.ts';
import { s3RunStore } from '../aws/s3/run-store.ts';
import { s3Templates } from '../aws/s3/templates.ts';
import { sesMailer } from '../aws/ses/mailer.ts';
import { createNotifier, type TemplatePlaces } from '../notify/notifier.ts';
import { createSummaries } from '../notify/summary/summaries.ts';
import { createHandler, type FunctionHandler, type FunctionMeans, type Invocation } from './invocation.ts';
import { sendLetter } from './manual-mail.ts';
import { type NotifierEvent, notifierEvent } from './notifier-event.ts';

/** ASA-Notifier: sends one mail. */
export const notifierFunction = (means: FunctionMeans): FunctionHandler => createHandler(means, notifierEvent, work);

const work = (event: NotifierEvent, invocation: Invocation): Promise<unknown> => {
  const { door, clock, stack } = invocation;
  const mailer = sesMailer(door({ service: 'sesv2', region: stack.region, once: true }), clock);
  const templates = templatesOf(invocation);
  return event.kind === 'message'
    ? sendFromRun(event.message, { mailer, templates }, invocation)
    : sendByHand(event, { mailer, templates }, invocation);
};

interface Post {
  readonly mailer: Mailer;
  readonly templates: TemplatePlaces | undefined;
}

const sendFromRun = async (key: string, { mailer, templates }: Post, invocation: Invocation): Promise<unknown> => {
  const { door, clock, stack, note } = invocation;
  note({ step: 'send', run: key.split('/')[1] ?? '', mail: key });
  const store = s3RunStore(door({ service: 's3', region: stack.region }), stack.runBucket);
  const notifier = createNotifier({ mailer, templates });
  const sent = await sendMessage(key, { store, clock, notifier, summaries: createSummaries({ mailer }) });
  note({ isAccepted: 'messageId' in sent });
  return sent;
};

const sendByHand = async (
  event: Extract<NotifierEvent, { kind: 'letter' }>,
  { mailer, templates }: Post,
  { stack, note }: Invocation,
): Promise<unknown> => {
  note({ step: 'letter' });
  const { adminEmail: from, templateFolder: folder } = stack;
  const delivery = await sendLetter(event, { mailer, store: templates?.store, from, folder });
  note({ isAccepted: delivery.kind === 'accepted' });
  if (delivery.kind !== 'refused') return delivery;
  throw new Fault('mail-refused', delivery.why);
};

const templatesOf = ({ door, stack }: Invocation): TemplatePlaces | undefined => {
  const { templates } = stack.settings;
  if (templates === undefined) return undefined;
  const { bucket, ...places } = templates;
  return { ...places, store: s3Templates(door({ service: 's3', region: stack.region }), bucket) };
};
