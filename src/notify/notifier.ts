import { createNotifier, type Notifier } from '../app/notices/notifier.ts';
import { createMailChannel, type MailChannelParts } from './mail-channel.ts';

/**
 * Every channel there is, put together for whoever runs keyturn. One for each run: a channel reads each template once.
 */
export const connectNotifier = (parts: MailChannelParts): Notifier =>
  createNotifier({ channels: { mail: createMailChannel(parts) }, counting: 'mail' });
