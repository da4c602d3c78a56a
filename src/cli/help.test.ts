import { describe, expect, it } from 'vitest';
import { testTerminal } from './example-dependencies.fixture.ts';
import { quietResult } from './example-result.fixture.ts';
import { examples } from './examples.ts';
import { createProgram, runProgram } from './program.ts';
import { verbs } from './verbs.ts';

const perform = async (line: string, isTTY = false) => {
  const played = testTerminal({ isTTY });
  const code = await runProgram(line.split(' '), played.dependencies);
  return { code, out: played.out(), err: played.err() };
};

const names = createProgram(testTerminal().dependencies, () => undefined)
  .commands.map((command) => command.name())
  .filter((name) => name !== 'help');

describe('help', () => {
  it.each(names)('of %s is the same by `keyturn help` and by --help', async (name) => {
    const help = await perform(`help ${name}`);
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toContain(`Usage: keyturn ${name}`);
    expect(help.out).toBe((await perform(`${name} --help`)).out);
  });

  it.each([50, 80])('leaves no description beyond %d columns', async (columns) => {
    const played = testTerminal();
    const { io } = played.dependencies;
    const out = { ...io.out, columns };
    for (const name of names)
      await runProgram(['help', name], { ...played.dependencies, io: { ...io, out, env: { NO_COLOR: '1' } } });
    const lines = played.out().split('\n');
    expect(lines.length).toBeGreaterThan(400);
    expect(lines.filter((line) => line.length > columns && /^ {6}|\S {2,}\S/.test(line))).toEqual([]);
    expect(lines).toContain('  --step <step>');
  });

  it('of all verbs is shown where none is named', async () => {
    expect((await perform('help')).out).toBe((await perform('--help')).out);
  });

  it('of a verb that there is not names the one that was meant', async () => {
    const { code, out, err } = await perform('help statis');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('there is no command statis: did you mean status?');
  });

  it('has examples of every verb but that for programs', () => {
    expect(Object.keys(examples).toSorted()).toEqual(names.filter((name) => name !== 'completion').toSorted());
    expect(verbs).toHaveLength(names.length + 1);
  });

  it.each(Object.values(examples).flat())('shows `keyturn %s`, which is a command line of its verb', async (line) => {
    const [name = ''] = line.split(' ');
    expect((await perform(`help ${name}`)).out).toContain(`  keyturn ${line}\n`);
    const program = createProgram(testTerminal().dependencies, () => undefined);
    const ran: string[] = [];
    for (const command of program.commands) command.action(() => void ran.push(command.name()));
    await program.parseAsync(line.split(' '), { from: 'user' });
    expect(ran).toEqual([name]);
  });
});

describe('a fault where JSON is asked for', () => {
  it.each([
    ['plan --json --account 12', 'KT-104', 'account-invalid', 2],
    ['plan --json --nonsense', 'KT-103', 'command-invalid', 2],
    ['explain a/b --json', 'KT-106', 'user-invalid', 2],
    ['plan --json', 'KT-902', 'unexpected', 3],
  ])('is one object on stdout, and lines for people on stderr: %s', async (line, code, name, exitCode) => {
    const played = await perform(line);
    const { schemaVersion, fault } = JSON.parse(played.out);
    expect(schemaVersion).toBe(1);
    expect(played.err).toContain(`${fault.code} ${fault.name}: `);
    expect(fault.exitCode).toBe(played.code);
    expect([fault.code, fault.name, fault.exitCode]).toEqual([code, name, exitCode]);
    expect(Object.keys(fault)).toEqual(['code', 'name', 'message', 'remedy', 'exitCode']);
  });

  it('comes after no other object: a result that was printed says what was found', async () => {
    const run = async () => quietResult({ usersNotFound: ['alice'] });
    const played = testTerminal({ run });
    const line = 'rotate alice --account 111122223333 --yes --json --admin-email admin@example.com';
    expect(await runProgram(line.split(' '), played.dependencies)).toBe(2);
    expect(JSON.parse(played.out())).toMatchObject({ usersNotFound: ['alice'] });
    expect(played.err()).toContain('KT-108 user-not-found');
  });

  it('is the last line among JSON lines', async () => {
    const { out } = await perform('plan --json-lines --account 12');
    expect(JSON.parse(out)).toMatchObject({ type: 'fault', fault: { name: 'account-invalid' } });
  });

  it('is on stderr alone where nobody asked for JSON', async () => {
    expect((await perform('plan --account 12')).out).toBe('');
  });
});
