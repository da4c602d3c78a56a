import { MailFault } from '../app/faults/mail-fault.ts';
import type { Mail } from '../app/ports/ses.ts';
import type { WrittenMessage } from './message.ts';
import type { Answer, Rejection } from './session.ts';
import { kindOfAnswer } from './smtp-failure.ts';

/** Who has one mail, and who will not. */
export interface Reception {
  /** To whom it is still to be sent. */
  open(): readonly string[];
  note(answer: Answer): void;
  /**
   * Accepted where one of its readers was accepted at least, as with the suppression list of SES: another reader, or a
   * copy, that was refused is a remark, so that an address that is gone keeps nobody else uninformed. @throws MailFault
   */
  verdict(failure: MailFault | undefined): { readonly messageId: string; readonly remark?: string };
}

export const createReception = ({ to, cc }: Mail, { messageId }: WrittenMessage): Reception => {
  const accepted = new Set<string>();
  const refused = new Map<string, Rejection>();
  const missing = (all: readonly string[]): readonly string[] => all.filter((each) => !accepted.has(each));
  let id: string | undefined;
  return {
    open: () => [...new Set([...to, ...cc])].filter((each) => !accepted.has(each) && !isFinal(refused.get(each))),
    note: (answer) => {
      for (const each of answer.accepted) accepted.add(each);
      for (const each of answer.rejected) refused.set(each.recipient, each);
      if (answer.response !== undefined) id ??= idIn(answer.response) ?? messageId;
    },
    verdict: (failure) => {
      if (id !== undefined && to.some((each) => accepted.has(each)))
        return { messageId: id, ...remarkOn([...missing(to), ...missing(cc)], refused) };
      if (failure !== undefined) throw failure;
      throw refusal(missing(to), refused, accepted.size > 0);
    },
  };
};

const isFinal = (rejection: Rejection | undefined): boolean =>
  rejection !== undefined && kindOfAnswer(rejection.code ?? 500) === 'refused';

/** SES: "250 Ok MessageID"; others end with an id of their queue, as "250 2.0.0 Ok: queued as 4Bq7". */
const idIn = (response: string): string | undefined =>
  /^250 Ok ([0-9a-f-]{20,})$/i.exec(response.trim())?.[1] ?? /queued as <?([\w.@-]{1,100})/i.exec(response)?.[1];

const remarkOn = (
  missing: readonly string[],
  refused: ReadonlyMap<string, Rejection>,
): { readonly remark?: string } => {
  if (missing.length === 0) return {};
  const who = missing.length === 1 ? 'another recipient' : `${missing.length} other recipients`;
  return { remark: `the mail server refused ${who} of the mail (${reasonsOf(missing, refused)})` };
};

const refusal = (
  missing: readonly string[],
  refused: ReadonlyMap<string, Rejection>,
  hasCopies: boolean,
): MailFault => {
  const isLater = missing.some((each) => !isFinal(refused.get(each)));
  const copies = hasCopies ? '; those in copy have it' : '';
  return new MailFault(isLater ? 'later' : 'refused', 'RCPT TO', `${reasonsOf(missing, refused)}${copies}`);
};

const reasonsOf = (missing: readonly string[], refused: ReadonlyMap<string, Rejection>): string => {
  const reasons = missing.map((each) => refused.get(each)?.response ?? 'no answer');
  return [...new Set(reasons)].slice(0, 3).join('; ');
};
