import { type Instant, instant } from '../core/time.ts';
import { execute } from './execute.ts';
import type { SandboxAccount } from './model/account.ts';
import { sandboxOrganization } from './organization.fixture.ts';
import { operatorCredentials } from './seed.ts';
import type { SandboxCredentials, SandboxService } from './service-name.ts';
import type { World } from './world.ts';

/** For tests: an organization with one member account, its administrator, and a short way to call. */
export interface SmallWorld {
  readonly world: World;
  readonly management: SandboxAccount;
  readonly member: SandboxAccount;
  readonly admin: SandboxCredentials;
  // biome-ignore lint/suspicious/noExplicitAny: the output of any operation.
  call(service: SandboxService, operation: string, input?: object, credentials?: SandboxCredentials): any;
  /** The code of the error that the call answers, or `ok`. */
  outcome(service: SandboxService, operation: string, input?: object, credentials?: SandboxCredentials): string;
}

export interface SmallWorldOptions {
  readonly now?: Instant;
  readonly memberName?: string;
}

export const smallWorld = ({
  now = instant(Date.UTC(2026, 0, 1)),
  memberName: name = 'member',
}: SmallWorldOptions = {}): SmallWorld => {
  const { world, management, members } = sandboxOrganization({
    now,
    seed: 42,
    members: [{ id: '200000000002', name }],
  });
  const [member] = members;
  if (member === undefined) throw new Error('no member account');
  const admin = operatorCredentials(world, member.id);
  const call: SmallWorld['call'] = (service, operation, input = {}, credentials = admin) =>
    execute(world, { service, operation, input, region: 'us-east-1', credentials });
  const outcome: SmallWorld['outcome'] = (...request) => {
    try {
      call(...request);
      return 'ok';
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  };
  return { world, management, member, admin, call, outcome };
};

/** A token of legal length that ends in `n`. */
export const token = (n: number | string): string => String(n).padStart(32, '0');
