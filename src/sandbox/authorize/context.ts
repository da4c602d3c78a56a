import type { Principal } from '../call.ts';
import type { SandboxUser } from '../model/iam.ts';
import type { World } from '../world.ts';
import type { PolicyCaller } from './match.ts';
import type { Target } from './target.ts';
import type { Context } from './variables.ts';

export interface RequestCircumstances {
  readonly world: World;
  readonly principal: Principal;
  readonly caller: PolicyCaller;
  readonly target: Target;
  /** As the caller asked; the service's endpoint decides aws:RequestedRegion. */
  readonly region: string;
  readonly sourceIp: string;
  readonly user: SandboxUser | undefined;
}

/** The values of condition keys for one request, looked up only when a policy asks. */
export const contextOf = (circumstances: RequestCircumstances): Context => {
  const { target, user } = circumstances;
  return (key) => {
    const own = target.context?.[key];
    if (own !== undefined) return own;
    if (key.startsWith('aws:principaltag/')) return tagOf(user, key.slice('aws:principaltag/'.length));
    return GLOBAL_KEYS[key]?.(circumstances);
  };
};

type Lookup = (circumstances: RequestCircumstances) => string | readonly string[] | undefined;

const GLOBAL_KEYS: Readonly<Record<string, Lookup>> = {
  'aws:userid': ({ principal }) => principal.userId,
  'aws:username': ({ principal }) => principal.userName,
  'aws:principalarn': ({ caller }) => caller.principalArn,
  'aws:principalaccount': ({ principal }) => principal.accountId,
  'aws:principalorgid': ({ world }) => world.organization.id,
  'aws:principaltype': ({ principal }) =>
    principal.kind === 'user' ? 'User' : principal.kind === 'root' ? 'Account' : 'AssumedRole',
  'aws:principalisawsservice': () => 'false',
  'aws:viaawsservice': () => 'false',
  'aws:sourceip': ({ sourceIp }) => sourceIp,
  'aws:requestedregion': ({ region }) => region,
  'aws:resourceaccount': ({ target }) => target.accountId,
  'aws:resourceorgid': ({ world, target }) =>
    world.accounts.has(target.accountId) ? world.organization.id : undefined,
  'aws:securetransport': () => 'true',
  'aws:currenttime': ({ world }) => new Date(world.now).toISOString(),
  'aws:epochtime': ({ world }) => String(Math.floor(world.now / 1_000)),
  // Only temporary credentials carry it; nobody here signs in with a second factor.
  'aws:multifactorauthpresent': ({ principal }) => (principal.accessKeyId.startsWith('ASIA') ? 'false' : undefined),
};

const tagOf = (user: SandboxUser | undefined, lowerCaseKey: string): string | undefined => {
  for (const [key, value] of user?.tags ?? []) if (key.toLowerCase() === lowerCaseKey) return value;
  return undefined;
};
