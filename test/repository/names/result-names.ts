import { DAY, instant, plus } from '../../../src/core/time.ts';
import { addAccount, addKey, addKmsKey, setSesAccount } from '../../../src/sandbox/seed.ts';
import { ADMIN_EMAIL, createOrganization, EXEMPTION_GROUP, type Organization } from '../../support/organization.ts';
import { createCommandLine, type ListedCommandLine } from './command-line.ts';
import { jsonNames } from './json-names.ts';
import { addDue } from './lives.ts';
import type { Recording } from './recording.ts';

const SETTINGS = `--admin-email ${ADMIN_EMAIL} --exempt-group ${EXEMPTION_GROUP}`;

/** What plan, status, apply, rotate and check print for programs, and what --debug says. */
export const addResultNames = async (recording: Recording): Promise<void> => {
  const { names, mask } = recording;
  const deployedOrganization = organizationOfFive();
  const { world, members, management } = deployedOrganization;
  const line = createCommandLine(recording, deployedOrganization);
  const print = async (kind: string, words: string): Promise<void> => {
    const { out, err } = await line.keyturn(words);
    for (const object of objectsIn(out)) names.add(kindOf(kind, object), ...jsonNames(object, { mask }));
    names.add('lines of --debug', ...debugLines(err));
  };
  await print('JSON of plan', `plan --json --debug ${SETTINGS}`);
  await print('JSON lines of plan', `plan --json-lines ${SETTINGS}`);
  await print('JSON of a fault', `plan --json --account 12 ${SETTINGS}`);
  await print('JSON lines of a fault', `plan --json-lines --account 12 ${SETTINGS}`);
  await print('JSON of status', `status --json ${SETTINGS}`);
  await print('JSON lines of status', `status --json-lines ${SETTINGS}`);
  for (const user of ['alice', 'dave'])
    await print('JSON of explain', `explain ${user} --account ${members[0]?.id} --json ${SETTINGS}`);
  await print('JSON of rotate', `rotate bob --account ${members[0]?.id} --yes --json ${SETTINGS}`);
  await interrupted(line, () => print('JSON of apply', `apply --yes --json ${SETTINGS} --set parallelUsers=1`));
  members[1]?.roles.clear();
  await print('JSON lines of apply', `apply --yes --json-lines ${SETTINGS}`);
  world.now = plus(world.now, DAY);
  await print('JSON of apply', `apply --yes --json --debug ${SETTINGS}`);
  await print('JSON of status', `status --json ${SETTINGS}`);
  await print('JSON of explain', `explain alice --account ${members[0]?.id} --json ${SETTINGS}`);
  await print('JSON of check', `check --json ${SETTINGS}`);
  await print('JSON of check --probe', `check --probe --account ${members[0]?.id} --yes --json ${SETTINGS}`);
  setSesAccount(world, management.id, { sandboxed: true });
  const { arn } = addKmsKey(world, management.id);
  await print('JSON of check', `check --json ${SETTINGS} --set kmsKey=${arn}`);
};

/** Dave has two keys in use, and needs a person; one account is closed. */
const organizationOfFive = (): Organization => {
  const deployedOrganization = createOrganization({
    now: instant(Date.UTC(2027, 0, 15)),
    members: ['payments', 'shop'],
  });
  const { world, members } = deployedOrganization;
  const [payments = '', shop = ''] = members.map(({ id }) => id);
  for (const name of ['alice', 'bob', 'dave', 'heidi']) addDue(deployedOrganization, payments, name);
  addKey(world, payments, 'dave', { createdAt: plus(world.now, -DAY), lastUsedAt: world.now });
  addDue(deployedOrganization, shop, 'carol');
  addAccount(world, { name: 'payments', state: 'SUSPENDED', email: ADMIN_EMAIL });
  return deployedOrganization;
};

/** A record by itself: each is told apart by its type. */
const kindOf = (kind: string, object: unknown): string => {
  const { type } = object as { readonly type?: string };
  return type === undefined ? kind : `${kind}, ${type}`;
};

/** One object over many lines, or one on each line. */
const objectsIn = (out: string): readonly unknown[] => {
  const lines = out.trimEnd().split('\n');
  return lines[0] === '{' ? [JSON.parse(out)] : lines.map((line) => JSON.parse(line));
};

const debugLines = (err: string): readonly string[] =>
  err
    .split('\n')
    .filter((text) => text.startsWith('debug '))
    .map((text) =>
      text
        .replace(/^debug \S+ \S+/, 'debug <TIME> <CALL>')
        .replace(/\d+(?= ms)/, '<N>')
        .replace(/(?<= (account|user|request)=)\S+/g, (_, name: string) => `<${name.toUpperCase()}>`),
    );

/** Ctrl-C while the first key is made. */
const interrupted = async (line: ListedCommandLine, work: () => Promise<void>): Promise<void> => {
  line.before = ({ operation }) => {
    if (operation === 'CreateAccessKey') line.interrupt();
  };
  await work();
  line.before = () => undefined;
};
