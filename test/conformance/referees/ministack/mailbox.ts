import type { MinistackEndpoint } from './reach.ts';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export const nameOf = ({ to, subject }: ReceivedMail): string => `${to.join()}: ${subject}`;

/** Everything that this account sent by SES, oldest first. */
export const mailsOf = async ({ url }: MinistackEndpoint, accountId: string): Promise<readonly ReceivedMail[]> => {
  const answer = await fetch(`${url}/_ministack/ses/messages?account=${accountId}`);
  const { messages } = (await answer.json()) as Mailbox;
  return (messages[accountId] ?? []).map(({ To, Subject, BodyHtml, BodyText }) => ({
    to: To,
    subject: Subject,
    html: BodyHtml,
    text: BodyText,
  }));
};

interface Mailbox {
  readonly messages: Readonly<
    Record<
      string,
      readonly {
        readonly To: readonly string[];
        readonly Subject: string;
        readonly BodyHtml: string;
        readonly BodyText: string;
      }[]
    >
  >;
}
