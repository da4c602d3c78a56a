import { DAY, instant, plus } from '../../../../src/core/time.ts';
import { serveSandbox } from '../../../../src/sandbox/http/server.ts';
import { addAccount, addOrganization, addSesIdentity, operatorCredentials } from '../../../../src/sandbox/seed.ts';
import { createWorld } from '../../../../src/sandbox/world.ts';
import { type Backend, OLDEST } from '../backend.ts';

const names = ['payments', 'search', 'data', 'web', 'tools'];

/** The sandbox on a port of its own. Its clock begins a hundred days ago and is moved to the present while people settle. */
export const sandboxBackend = async (): Promise<Backend> => {
  const world = createWorld({ now: plus(instant(Date.now()), -OLDEST * DAY) });
  Object.assign(world.settings, { newKeyLagMs: 0, reportDelayMs: 0 });
  const { management } = addOrganization(world, { id: '100000000001' });
  const members = names.map((name) => addAccount(world, { name, email: `${name}@example.com` }));
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
