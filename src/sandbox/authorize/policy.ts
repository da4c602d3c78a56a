import { type Condition, compileConditions } from './condition.ts';

export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly sid: string | undefined;
  /** Lower case. */
  readonly actions: readonly string[];
  readonly notActions: boolean;
  readonly resources: readonly string[];
  readonly notResources: boolean;
  /** ARNs, account ids or `*`; undefined in identity policies. */
  readonly principals: readonly string[] | undefined;
  readonly notPrincipals: boolean;
  readonly conditions: readonly Condition[];
}

export type PolicyDocument = readonly PolicyStatement[];

type OneOrMany<T> = T | readonly T[];

interface RawStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Principal?: string | Readonly<Record<string, OneOrMany<string>>>;
  readonly NotPrincipal?: string | Readonly<Record<string, OneOrMany<string>>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany<string | boolean | number>>>>>;
}

const MAX_CACHED = 50_000;
const cache = new Map<string, PolicyDocument>();

/** The statements of a policy document; each document is parsed once. Throws on JSON that is no policy. */
export const policyOf = (document: string): PolicyDocument => {
  const known = cache.get(document);
  if (known !== undefined) return known;
  const policy = compile(document);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(document, policy);
  return policy;
};

export const many = <T>(value: OneOrMany<T> | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

const compile = (document: string): PolicyDocument => {
  const parsed: unknown = JSON.parse(document);
  if (typeof parsed !== 'object' || parsed === null || !('Statement' in parsed)) throw new Error('no Statement');
  const { Statement } = parsed as { Statement: OneOrMany<RawStatement> };
  return many(Statement).map(compileStatement);
};

const compileStatement = (raw: RawStatement): PolicyStatement => {
  if (raw.Effect !== 'Allow' && raw.Effect !== 'Deny') throw new Error(`no such Effect: ${raw.Effect}`);
  if (raw.Action === undefined && raw.NotAction === undefined) throw new Error('neither Action nor NotAction');
  return {
    effect: raw.Effect,
    sid: raw.Sid,
    actions: many(raw.Action ?? raw.NotAction).map((action) => action.toLowerCase()),
    notActions: raw.Action === undefined,
    resources: many(raw.Resource ?? raw.NotResource ?? '*'),
    notResources: raw.Resource === undefined && raw.NotResource !== undefined,
    principals: principalsOf(raw.Principal ?? raw.NotPrincipal),
    notPrincipals: raw.Principal === undefined && raw.NotPrincipal !== undefined,
    conditions: compileConditions(raw.Condition ?? {}),
  };
};

/** Only AWS principals are kept: the sandbox has no services or federated callers that call it. */
const principalsOf = (raw: RawStatement['Principal']): readonly string[] | undefined => {
  if (raw === undefined) return undefined;
  return typeof raw === 'string' ? [raw] : many(raw.AWS);
};
