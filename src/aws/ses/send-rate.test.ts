import { beforeEach, describe, expect, test } from 'vitest';
import type { ConnectedAws } from '../connect.ts';
import {
  addSesIdentity,
  type Hooks,
  type InSandbox,
  inSandbox,
  MANAGEMENT,
  setSesAccount,
  virtualClock,
} from '../in-sandbox.fixture.ts';

let hooks: Hooks;
let sandbox: InSandbox;
let connected: ConnectedAws;
const prepare = (given: Hooks = {}): void => {
  hooks = given;
  sandbox = inSandbox(hooks);
  addSesIdentity(sandbox.world, MANAGEMENT, { identity: 'example.com', verified: true });
  setSesAccount(sandbox.world, MANAGEMENT, { maxSendRate: 4 });
  connected = sandbox.connected();
};
beforeEach(() => prepare());

const send = (to: readonly string[] = ['ann@elsewhere.org'], cc: readonly string[] = []) =>
  connected.mailer.send({ from: 'admin@example.com', to, cc, subject: 's', html: '<p>h</p>', text: 't' });

/** When each mail was accepted, in ms after the first. */
const acceptedAt = (): readonly number[] => {
  const [first] = sandbox.world.mailbox;
  return sandbox.world.mailbox.map(({ at }) => at - (first?.at ?? 0));
};

/** But looks into the suppression list: one for each reader of a mail, whatever the rate. */
const requests = () => {
  const { 'sesv2:GetSuppressedDestination': _, ...others } = connected.apiCalls().byOperation;
  return others;
};

describe('the rate of SES', () => {
  test('is not asked for one mail', async () => {
    await send();
    expect(requests()).toEqual({ 'sesv2:SendEmail': 1 });
  });

  test('is asked for once, and then kept', async () => {
    for (let mail = 0; mail < 10; mail += 1) await send();
    expect(acceptedAt()).toEqual([0, 250, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000, 2_250]);
    expect(requests()).toEqual({ 'sesv2:GetAccount': 1, 'sesv2:SendEmail': 10 });
  });

  test('counts recipients, those of copies too', async () => {
    await send(['ann@elsewhere.org', 'bob@elsewhere.org'], ['security@example.com']);
    await send();
    await send();
    expect(acceptedAt()).toEqual([0, 750, 1_000]);
  });

  test('is kept by mails that are sent at the same time', async () => {
    connected = sandbox.connected({ clock: virtualClock(sandbox.world) });
    await Promise.all(Array.from({ length: 20 }, () => send()));
    expect(requests()).toEqual({ 'sesv2:GetAccount': 1, 'sesv2:SendEmail': 20 });
    expect(acceptedAt().at(-1)).toBe(4_750);
  });

  test('holds up nobody who sends slower', async () => {
    await send();
    await sandbox.clock.sleep(10_000);
    await send();
    expect(acceptedAt()).toEqual([0, 10_000]);
  });
});

describe('a rate that is not known limits nothing', () => {
  const afterwards = async () => {
    setSesAccount(sandbox.world, MANAGEMENT, { maxSendRate: 100 });
    for (let mail = 0; mail < 3; mail += 1) await send();
    return [acceptedAt(), requests()];
  };

  test('since it is refused', async () => {
    const refuse: Hooks = {
      before: ({ operation }) => {
        if (operation === 'GetAccount') throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
        return undefined;
      },
    };
    prepare(refuse);
    expect(await afterwards()).toEqual([[0, 0, 0], { 'sesv2:GetAccount': 1, 'sesv2:SendEmail': 3 }]);
  });

  test('and SES, asked too often, is asked again after a pause', async () => {
    let mails = 0;
    prepare({
      before: ({ operation }) => {
        if (operation === 'GetAccount') throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
        if (operation === 'SendEmail' && ++mails === 2)
          throw Object.assign(new Error('no'), { name: 'TooManyRequestsException', $fault: 'client' });
        return undefined;
      },
    });
    expect((await afterwards())[0]).toEqual([0, 1_000, 1_000]);
  });
});
