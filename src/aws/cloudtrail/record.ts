/** Who did what, of a record of CloudTrail's. Nothing of it is sure to be there. */
export interface UserIdentity {
  readonly type?: unknown;
  readonly arn?: unknown;
  readonly accountId?: unknown;
  readonly sessionContext?: { readonly sessionIssuer?: { readonly arn?: unknown } };
}

export interface TrailRecord {
  readonly eventName?: unknown;
  readonly eventSource?: unknown;
  readonly errorCode?: unknown;
  readonly userAgent?: unknown;
  readonly userIdentity?: UserIdentity | null;
  readonly requestParameters?: { readonly secretId?: unknown } | null;
  readonly responseElements?: { readonly accessKey?: { readonly accessKeyId?: unknown } | null } | null;
}

/** `undefined`: it does not read as a record. */
export const parseRecord = (text: string | undefined): TrailRecord | undefined => {
  try {
    const record: unknown = JSON.parse(text ?? '');
    return typeof record === 'object' && record !== null ? record : undefined;
  } catch {
    return undefined;
  }
};
