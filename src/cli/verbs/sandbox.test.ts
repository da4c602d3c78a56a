import { afterEach, expect, it, vi } from 'vitest';
import { testTerminal } from '../example-dependencies.fixture.ts';
import { runProgram } from '../program.ts';
import { programName } from '../run/program-name.ts';
import { CLOCK_VARIABLE, sandboxOffset } from '../run/sandbox-clock.ts';

const interrupts: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const interrupt of interrupts.splice(0)) interrupt();
});

it('the sandbox says where it is and who one is there, tells its time, and stops at Ctrl-C', async () => {
  // The machine's clock stands, and so does the sandbox's, which follows it.
  vi.useFakeTimers({ toFake: ['Date'] });
  const played = testTerminal();
  interrupts.push(played.interrupt);
  const { io } = played.dependencies;
  const ended = await new Promise<{ readonly code: Promise<number> }>((resolve) => {
    const write = (text: string) => {
      io.out.write(text);
      if (text.includes('Ctrl-C stops it')) resolve({ code });
    };
    const dependencies = { ...played.dependencies, io: { ...io, out: { ...io.out, write } } };
    const code = runProgram(['sandbox', '--port', '0'], dependencies);
  });
  const env = Object.fromEntries(
    [...played.out().matchAll(/export (\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
  expect(Object.keys(env)).toEqual([
    'AWS_ENDPOINT_URL',
    'KEYTURN_SANDBOX_CLOCK',
    'AWS_REGION',
    'AWS_DEFAULT_REGION',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'NO_PROXY',
  ]);
  // boto3 and version 1 of the AWS CLI read no other variable of the Region.
  expect([env.AWS_DEFAULT_REGION, env.NO_PROXY]).toEqual(['us-east-1', '127.0.0.1']);
  // A profile that is set there would be taken instead of the keys.
  expect(played.out()).toContain('  unset AWS_PROFILE\n');
  expect(played.out()).toContain('  npx keyturn plan --exempt-group');
  expect(played.out()).toMatch(/--role-arn arn:aws:iam::\d{12}:role\/OrganizationAccountAccessRole\n/);
  expect(played.out()).toContain('`keyturn deploy` and `keyturn undeploy` cannot be rehearsed here');
  const mailbox = await fetch(`${env.AWS_ENDPOINT_URL}/_sandbox/`);
  expect(mailbox.status).toBe(200);
  // The stage's clock stands at 2026-05-01.
  const offset = await sandboxOffset({ [CLOCK_VARIABLE]: env[CLOCK_VARIABLE] });
  expect(Date.now() + offset).toBe(Date.UTC(2026, 4, 1));
  played.interrupt();
  expect(await ended.code).toBe(0);
});

it.each([
  ['is not named', undefined],
  ['is no address', 'noon'],
  ['is on another machine', 'http://192.0.2.1/_sandbox/clock'],
  ['does not answer', 'http://127.0.0.1:9/_sandbox/clock'],
])('the time is the machine’s own when the clock %s', async (_, url) => {
  expect(await sandboxOffset({ [CLOCK_VARIABLE]: url })).toBe(0);
});

it.each(['deploy', 'deploy --status', 'undeploy --dry-run'])('%s is refused in its environment', async (line) => {
  const played = testTerminal({ env: { [CLOCK_VARIABLE]: 'http://127.0.0.1:4599/_sandbox/clock' }, answer: 'yes' });
  expect(await runProgram(line.split(' '), played.dependencies)).toBe(2);
  expect(played.err()).toContain('KT-114 sandbox-unplayed: KEYTURN_SANDBOX_CLOCK is set');
});

it('keyturn is called by a command that exists: by npx in the checkout alone', () => {
  expect(programName('file:///home/ann/keyturn/dist/chunks/a.mjs')).toMatch(/^npx keyturn$/);
  expect(programName('file:///usr/lib/node_modules/keyturn/dist/chunks/a.mjs')).toBe('keyturn');
});
