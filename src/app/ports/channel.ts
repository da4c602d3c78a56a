/** A way by which people are told, as mail. What it carries is up to whoever tells. */
export interface Channel<Content> {
  deliver(content: Content, recipients: Recipients): Promise<Delivery>;
}

/** Who writes, and who should read it, as mail addresses: a channel of another sort finds its own names for them. */
export interface Recipients {
  /** Whom the readers can ask. */
  readonly from: string;
  readonly to: readonly string[];
  /** The admins, once an owner did not react to a reminder. */
  readonly cc: readonly string[];
}

export type Delivery =
  /** The service behind the channel took responsibility. */
  | { readonly kind: 'accepted'; readonly messageId: string; readonly remark?: string }
  | { readonly kind: 'refused'; readonly why: string }
  /** Left for a later step of the run, which sends it and has the acceptance noted. */
  | { readonly kind: 'deferred' };
