import type { Principal } from '../call.ts';
import type { World } from '../world.ts';

/** What a call is about, in the terms of policies. */
export interface Target {
  /** `iam:CreateAccessKey`. */
  readonly action: string;
  /** Actions that must be allowed too, on the same resource: tagging while creating. */
  readonly also?: readonly string[];
  readonly resource: string;
  /** How the service names the resource when it refuses. */
  readonly label: string;
  readonly accountId: string;
  readonly resourcePolicy?: { readonly document: string; readonly since: number } | undefined;
  readonly resourcePolicyDecides?: boolean;
  /** Keys in lower case. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

export interface TargetedCall {
  readonly world: World;
  readonly principal: Principal;
  readonly region: string;
  readonly operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: the input of any operation; each table reads the fields it knows.
  readonly input: any;
}

export type TargetOf = (asked: TargetedCall) => Target;

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** aws:RequestTag/... and aws:TagKeys of the tags in a request. */
export const requestTagContext = (tags: readonly Tag[] | undefined): Record<string, string | readonly string[]> => {
  if (tags === undefined || tags.length === 0) return {};
  const context: Record<string, string | readonly string[]> = { 'aws:tagkeys': tags.map((tag) => tag.Key ?? '') };
  for (const tag of tags) context[`aws:requesttag/${(tag.Key ?? '').toLowerCase()}`] = tag.Value ?? '';
  return context;
};

/** aws:ResourceTag/... (and a service's own name for it) of a resource that exists. */
export const resourceTagContext = (tags: ReadonlyMap<string, string>, prefixes: readonly string[]) => {
  const context: Record<string, string> = {};
  for (const [key, value] of tags) {
    for (const prefix of prefixes) context[`${prefix}:resourcetag/${key.toLowerCase()}`] = value;
  }
  return context;
};
