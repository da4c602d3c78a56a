import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDemo } from '../../../src/cli/demo/run-demo.ts';
import { testTerminal } from '../../../src/cli/example-dependencies.fixture.ts';

import { runProgram } from '../../../src/cli/program.ts';
import { instant } from '../../../src/core/time.ts';
import { serveSandbox } from '../../../src/sandbox/http/server.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { ADMIN_EMAIL, createOrganization } from '../../support/organization.ts';
import { jsonNames } from './json-names.ts';
import type { Recording } from './recording.ts';

/** What demo and sandbox print, serve and write. */
export const addRehearsalNames = async (recording: Recording): Promise<void> => {
  await addDemoNames(recording);
  await addSandboxNames(recording);
};

/** Mails are accepted from the second day on, and somebody switches off the key of a program, which is interrupted. */
const addDemoNames = async ({ names }: Recording): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-names-'));
  const { dependencies, out } = testTerminal();
  await runDemo(dependencies.io, {
    json: true,
    mails: folder,
    lastDay: 1,
    onDay: (_, { world }) => {
      const key = world.accessKeys.get(world.applications[0]?.credentials.accessKeyId ?? '');
      if (key !== undefined) key.status = 'Inactive';
      world.settings.sesOutage = undefined;
    },
  });
  // Whom it is about differs from seed to seed: fields alone are names.
  const fields = jsonNames(JSON.parse(out()), { mask: (text) => text }).map((name) => name.replace(/ = .*/, ': text'));
  names.add('JSON of demo', ...fields);
  const files = readdirSync(folder);
  names.add('files that demo writes', ...files.map((name) => name.replace(/\d+/g, '<N>')));
  const mails = files.filter((name) => name.endsWith('.txt')).map((name) => readFileSync(join(folder, name), 'utf8'));
  const heads = mails.flatMap((mail) => mail.split('\n\n')[0] ?? []);
  names.add('headers in the files of demo', ...heads.flatMap((head) => head.match(/^\w+(?=: )/gm) ?? []));
  rmSync(folder, { recursive: true });
};

const addSandboxNames = async ({ names, mask }: Recording): Promise<void> => {
  const { dependencies, out, interrupt } = testTerminal();
  interrupt();
  await runProgram(['sandbox', '--json', '--port', '0'], dependencies);
  const local = (text: string): string => mask(text).replace(/127\.0\.0\.1:\d+/, '<HOST>');
  names.add('JSON of sandbox', ...jsonNames(JSON.parse(out()), { mask: local }));
  const { url, close } = await serveSandbox(worldWithMail(), { port: 0 });
  for (const page of ['GET clock', 'GET mailbox.json', 'POST travel?days=1', 'POST travel?ms=1', 'GET x']) {
    const [method = '', path = ''] = page.split(' ');
    const answer = await fetch(`${url}/_sandbox/${path}`, { method });
    const kind = `page of the sandbox: ${method} /_sandbox/${path}, ${answer.status}`;
    names.add(kind, ...jsonNames(await answer.json(), { mask, isExact: path === 'x' }));
  }
  await close();
};

const worldWithMail = (): World => {
  const { world, management } = createOrganization({ now: instant(0), members: ['payments'] });
  const [at, accountId, region, text] = [world.now, management.id, 'us-east-1', 'Hello, you'];
  const mail = { from: ADMIN_EMAIL, to: [ADMIN_EMAIL], cc: [], subject: 'New key', html: text, text };
  world.mailbox.push({ ...mail, at, accountId, region, messageId: 'x' });
  return world;
};
