import { DAY, instant, plus } from '../../../../src/core/time.ts';
import { serveSandbox } from '../../../../src/sandbox/http/server.ts';
import { sandboxOrganization } from '../../../../src/sandbox/organization.fixture.ts';
import { addSesIdentity, operatorCredentials } from '../../../../src/sandbox/seed.ts';
import { type Backend, OLDEST } from '../backend.ts';

const names = ['payments', 'search', 'data', 'web', 'tools'];

/**
 * The sandbox on a port of its own. Its clock begins a hundred days ago and is moved to the present while people
 * settle.
 */
export const sandboxBackend = async (): Promise<Backend> => {
  const { world, management, members } = sandboxOrganization({
    now: plus(instant(Date.now()), -OLDEST * DAY),
    members: names.map((name) => ({ name })),
  });
  Object.assign(world.settings, { newKeyLagMs: 0, reportDelayMs: 0 });
  const logins = new Map([management, ...members].map(({ id }) => [id, operatorCredentials(world, id)]));
  const login = (id: string) => {
    const credentials = logins.get(id);
    if (credentials === undefined) throw new Error(`no account ${id}`);
    return credentials;
  };
  const received = new Map<string, number>();
  const count = (operation: string): undefined => {
    received.set(operation, (received.get(operation) ?? 0) + 1);
  };
  const { url, close } = await serveSandbox(world, { advanceWithRealTime: true, faults: count });
  let daysBefore = OLDEST;
  return {
    url,
    managementId: management.id,
    memberIds: members.map(({ id }) => id),
    operator: login(management.id),
    adminOf: async (id) => login(id),
    travelTo: async (days) => {
      if (days < daysBefore) await fetch(`${url}/_sandbox/travel?days=${daysBefore - days}`, { method: 'POST' });
      daysBefore = days;
    },
    clockOffset: () => -daysBefore * DAY,
    confirmIdentity: async (identity) => addSesIdentity(world, management.id, { identity, verified: true }),
    environment: () => ({}),
    received: async () => new Map(received),
    enforcesPolicies: true,
    close,
  };
};
