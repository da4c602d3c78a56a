import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { READ_POLICY, secretName } from '../../src/app/secret/name.ts';
import { operations } from '../../src/aws/client/operations.ts';
import type { AccountId } from '../../src/core/keys.ts';
import { defaultPolicy, periodToStayUnder } from '../../src/core/policy.ts';
import { DAY, instant, plus } from '../../src/core/time.ts';
import { addApplication, runApplications } from '../../src/sandbox/applications.ts';
import { type ServedSandbox, serveSandbox } from '../../src/sandbox/http/server.ts';
import * as seed from '../../src/sandbox/seed.ts';
import type { World } from '../../src/sandbox/world.ts';
import { inProcess, settingsFrom } from '../support/in-process.ts';
import { type InstalledTarball, installedTarball } from '../support/installed-tarball.ts';
import { createOrganization, EXEMPTION_GROUP, type Organization } from '../support/organization.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The contents of a page's fenced blocks of one language, in order. */
const blocks = (page: string, language: string): string[] =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text = '']) => text);

const readme = textOf('README.md');
const commands = blocks(readme, 'sh')
  .flatMap((block) => block.split('\n'))
  .filter((line) => line !== '');

/** Account numbers and names of the pages. */
const CALLER = '111111111111';
const MEMBER = '222222222222';
const ORGANIZATION = 'o-a1b2c3d4e5';

/** The policy that docs/operations.md gives under this name. */
const documented = (name: string): string => {
  const [, text] = textOf('docs/operations.md').split(`<!-- policy: ${name} -->`);
  const [policy] = blocks(text ?? '', 'json');
  if (policy === undefined) throw new Error(`docs/operations.md has no policy ${name}`);
  return policy;
};

/**
 * An organization with the roles and policies of docs/operations.md; keyturn runs as `role/keyturn`, with what it is
 * given.
 */
const documentedOrganization = (
  now: number,
  operator: Pick<Parameters<typeof seed.addRole>[2], 'policies' | 'managedPolicyArns'>,
): Organization => {
  const deploy = (world: World, id: string): void => {
    const local = (text: string): string => text.replaceAll(MEMBER, id);
    const role = { trustPolicy: documented('trust'), policies: { keyturn: local(documented('member')) } };
    seed.addRole(world, id, { name: 'asa-iam-key-rotation-lambda-assumed-role', ...role });
    seed.addManagedPolicy(world, id, { name: READ_POLICY, document: local(documented('read')) });
    seed.addGroup(world, id, EXEMPTION_GROUP);
    if (id === CALLER) seed.addRole(world, id, { name: 'keyturn', trustPolicy: documented('trust'), ...operator });
  };
  const documentedOne = createOrganization({
    now: instant(now),
    organizationId: ORGANIZATION,
    management: CALLER,
    members: [{ id: MEMBER, name: 'payments' }],
    operatorRole: 'keyturn',
    deploy,
  });
  seed.addSesIdentity(documentedOne.world, CALLER, { identity: 'example.com', verified: true });
  return documentedOne;
};

const addUser = (world: World, name: string, ageDays: number) => {
  seed.addUser(world, MEMBER, { name });
  return addKey(world, name, ageDays);
};

const addKey = (world: World, name: string, ageDays: number) =>
  seed.addKey(world, MEMBER, name, {
    createdAt: plus(world.now, -ageDays * DAY),
    lastUsedAt: plus(world.now, -DAY),
  });

/** The ends of key ids are drawn by the sandbox. */
const withoutIds = (text: string): string => text.replaceAll(/\b[A-Z0-9]{4}(?= \d+ d, used)/g, 'XXXX');

/** What README.md says that a command prints. */
const printedBy = (command: string): string => {
  const [, after] = readme.split(`<!-- printed by: ${command} -->\n`);
  const [block] = blocks(after ?? '', '');
  if (block === undefined) throw new Error(`README.md does not show what ${command} prints`);
  return block;
};

/** As people have it: packed, installed, and run in a folder that is not the checkout. */
describe('the commands of README.md', () => {
  let installed: InstalledTarball;
  let served: ServedSandbox;
  let environment: NodeJS.ProcessEnv;
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-readme-'));

  beforeAll(async () => {
    installed = await installedTarball();
    const { world, operator } = documentedOrganization(Date.now(), { managedPolicyArns: [seed.ADMINISTRATOR_ACCESS] });
    Object.assign(world.settings, { newKeyLagMs: 0, reportDelayMs: 0 });
    addUser(world, 'ci-runner', 95);
    addUser(world, 'deploy-bot', 5);
    addUser(world, 'release-bot', 320);
    addKey(world, 'release-bot', 140);
    served = await serveSandbox(world, { advanceWithRealTime: true });
    const { accessKeyId, secretAccessKey, sessionToken = '' } = operator;
    environment = {
      PATH: `${dirname(installed.bin)}${delimiter}${process.env.PATH}`,
      HOME: folder,
      LANG: 'C.UTF-8',
      AWS_ENDPOINT_URL: served.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      AWS_EC2_METADATA_DISABLED: 'true',
      NO_PROXY: '*',
    };
    const [settings = ''] = blocks(readme, 'yaml');
    writeFileSync(join(folder, 'keyturn.yaml'), settings);
  }, 240_000);
  afterAll(async () => {
    await served?.close();
    rmSync(folder, { recursive: true });
  });

  const run = (args: readonly string[]): Promise<{ code: number; said: string }> =>
    new Promise((resolve) => {
      execFile(installed.bin, args, { cwd: folder, env: environment }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), said: `${stdout}\n${stderr}` });
      });
    });

  /** Serves until it is told to stop. */
  const serve = (args: readonly string[]): Promise<{ code: number; said: string }> =>
    new Promise((resolve) => {
      const child = spawn(installed.bin, [...args, '--port', '0'], { cwd: folder, env: environment });
      let said = '';
      child.stdout.on('data', (text) => {
        said += text;
        if (said.includes('Ctrl-C')) child.kill('SIGTERM');
      });
      child.on('close', (code) => resolve({ code: code ?? -1, said }));
    });

  const words = (command: string): string[] => command.replace('keyturn ', '').split(' ');
  /** Nobody is there to answer. */
  const answered = (args: readonly string[]): readonly string[] =>
    args[0] === 'apply' || args[0] === 'rotate' ? [...args, '--yes'] : args;

  it('are npm start and npm test, first and alone, the install, and commands of keyturn', () => {
    const [first, second] = blocks(readme, 'sh');
    expect(first).toBe('npm start\nnpm test\n');
    expect(second).toBe(`npm pack\nnpm install -g ./${basename(installed.tarball)}\n`);
    const known = /^keyturn (check|plan|apply|rotate|sandbox|deploy)\b/;
    expect(commands.slice(4).filter((command) => !known.test(command))).toEqual([]);
    expect(commands.length).toBeGreaterThan(11);
  });

  it('are nowhere those of whatever npm finds under the name of keyturn', () => {
    expect(readme).not.toMatch(/npx|npm (i|install)( -g)? keyturn/);
  });

  it('end as the page says, one after the other', { timeout: 120_000 }, async () => {
    const ended: string[] = [];
    // `keyturn deploy` needs CloudFormation: the referees run it, on moto.
    for (const command of commands.filter((each) => /^keyturn (?!deploy)/.test(each))) {
      const args = words(command);
      const { code, said } = await (args[0] === 'sandbox' ? serve(args) : run(answered(args)));
      ended.push(`${command}: ${code}`);
      if (command === 'keyturn plan') expect(withoutIds(said)).toContain(withoutIds(printedBy(command)));
      // Also of --check: straight after apply and rotate nothing is left to do today.
      expect(code, `${command}\n${said}`).toBe(0);
    }
    expect(served.executions.get('iam:CreateAccessKey'), ended.join('\n')).toBe(2);
  });

  it('start and test are scripts of the package, and CI runs them', () => {
    const { scripts } = JSON.parse(textOf('package.json'));
    expect(scripts).toMatchObject({ start: expect.any(String), test: expect.any(String) });
    const ci = textOf('.ci/run');
    expect(ci).toMatch(/npm (run )?start\b/);
    expect(ci).toMatch(/npm (run )?test\b/);
  });
});

it('README.md names the periods that keep every active key under 90 days', () => {
  expect(readme).toContain(`\`rotateAfterDays: ${periodToStayUnder(90, defaultPolicy)}\``);
  expect(readme).toContain(`${periodToStayUnder(90, { ...defaultPolicy, retirement: 'on-schedule' })} does`);
});

it('the policies of docs/operations.md are enough for a key to live its whole life', async () => {
  const documentedOne = documentedOrganization(Date.UTC(2026, 0, 1, 6), { policies: { run: documented('caller') } });
  const { world } = documentedOne;
  const credentials = addUser(world, 'ci-runner', 95);
  const secret = secretName(MEMBER as AccountId, 'ci-runner');
  addApplication(world, {
    accountId: MEMBER,
    userName: 'ci-runner',
    secretName: secret,
    credentials,
    everyMs: DAY,
    adopt: 'at-once',
  });
  const { apply, plan } = inProcess(documentedOne, settingsFrom({ adminEmail: 'security@example.com' }));
  const history: string[] = [];
  await plan();
  for (let day = 0; day < 40; day += 1) {
    const { users, accounts, incomplete, remarks } = await apply();
    expect({ incomplete, remarks, failed: accounts.filter(({ outcome }) => outcome !== 'done') }).toEqual({
      incomplete: false,
      remarks: [],
      failed: [],
    });
    history.push(...users.map(({ step, outcome }) => `${step} ${outcome}`));
    runApplications(world, plus(world.now, DAY));
  }
  expect(history).toEqual(['ROTATE done', 'WARN done', 'DEACTIVATE done', 'ANNOUNCE done', 'DELETE done']);
});

it('the policies of docs/operations.md name every call that keyturn makes, and no other', () => {
  const prefixes: Partial<Record<string, string>> = { sesv2: 'ses' };
  // Nobody needs leave to ask who he is; secrets are read as the new key itself.
  const free = new Set(['sts:GetCallerIdentity', 'secretsmanager:GetSecretValue']);
  // Steps of a deployed run, with the roles of the main stack.
  const deployed = ['s3:ListObjectsV2', 's3:PutObject', 'sfn:DescribeExecution', 'sfn:StartExecution'];
  for (const action of deployed) free.add(action);
  const called = Object.entries(operations)
    .flatMap(([service, calls]) => Object.keys(calls).map((call) => `${prefixes[service] ?? service}:${call}`))
    .filter((action) => !free.has(action));
  const allowed = ['caller', 'member']
    .flatMap((name): { Effect: string; Action: string | string[] }[] => JSON.parse(documented(name)).Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => Action);
  // Both roles list secrets: the caller where the other setting would have them.
  expect([...new Set(allowed)].sort()).toEqual(called.sort());
});

it('README.md is read in a few minutes: it has fewer than 1,200 words', () => {
  expect(readme.trim().split(/\s+/).length).toBeLessThan(1_200);
});

it('docs/glossary.md names labels and tags of the secret as docs/architecture.md does', () => {
  const architecture = textOf('docs/architecture.md');
  const named = [...textOf('docs/glossary.md').matchAll(/`((?:KEYTURN_|keyturn:)[^`]+)`/g)].map(
    ([, name = '']) => name,
  );
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !architecture.includes(`\`${name}\``))).toEqual([]);
});

describe('the pages', () => {
  const skipped = new Set(['node_modules', 'dist', 'coverage', '.git']);
  const pagesIn = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (skipped.has(entry.name)) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return pagesIn(path);
      return entry.name.endsWith('.md') ? [path] : [];
    });
  const links = pagesIn(root).flatMap((page) => {
    const prose = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
    return [...prose.matchAll(/\[([^\]]*)\]\(([^)\s]+)\)/g)]
      .map(([, text = '', target = '']) => ({
        page: relative(root, page),
        text: text.replace(/\s+/g, ' '),
        target: target.split('#')[0] ?? '',
      }))
      .filter(({ target }) => target !== '' && !/^[a-z]+:/.test(target))
      .map((link) => ({ ...link, path: join(dirname(page), link.target) }));
  });

  it('link to files that exist', () => {
    expect(links.length).toBeGreaterThan(20);
    const broken = links.filter(({ path }) => !existsSync(path)).map(({ page, target }) => `${page}: ${target}`);
    expect(broken).toEqual([]);
  });

  it('name a test for each promise', () => {
    const rows = textOf('docs/promises.md').match(/^\| (?!promise|---).*\|$/gm) ?? [];
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((row) => !/\]\(\.\.\/(test|src)\/[^)]*\.ts\)/.test(row))).toEqual([]);
  });

  it('link to tests by titles that stand in them', () => {
    const toTests = links.filter(
      ({ path, text }) => /[/\\]test[/\\].*\.ts$|\.test\.ts$/.test(path) && !text.startsWith('`'),
    );
    expect(toTests.length).toBeGreaterThan(10);
    const wrong = toTests.filter(({ path, text }) => !existsSync(path) || !readFileSync(path, 'utf8').includes(text));
    expect(wrong.map(({ page, text }) => `${page}: ${text}`)).toEqual([]);
  });
});

it('docs/decisions/dependencies.md says of each dependency why it is there', () => {
  const { dependencies, devDependencies } = JSON.parse(textOf('package.json'));
  const page = textOf('docs/decisions/dependencies.md');
  const named = Object.keys({ ...dependencies, ...devDependencies }).map((name) =>
    name === '@aws-sdk/client-iam' ? name : name.replace('@aws-sdk/client', ''),
  );
  expect(named.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
