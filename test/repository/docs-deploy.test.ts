import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PlainTemplate } from '../../infra/plain-stack.ts';
import { resolved } from '../../infra/resolved.fixture.ts';
import { given, templateNamed } from '../../infra/written.fixture.ts';
import { runKeys } from '../../src/app/run-bucket/keys.ts';
import type { AccountId } from '../../src/core/keys.ts';

const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');

/** The table that the page gives under this name, without its head. */
const tableOf = (name: string): readonly string[] => {
  const [, text = ''] = page.split(`<!-- table: ${name} -->\n`);
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end).slice(2);
};

/** The first cell of each row, without its backquotes. */
const namesIn = (name: string): readonly string[] =>
  tableOf(name).flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text));

interface Declared {
  readonly Default?: string | number;
  readonly Description: string;
}

const shown = (value: Declared['Default']): string =>
  value === undefined ? 'must be given' : value === '' ? 'empty' : `\`${value}\``;

const rowsOf = ({ Parameters }: PlainTemplate): readonly string[] =>
  Object.entries(Parameters as Readonly<Record<string, Declared>>).map(
    ([name, { Default, Description }]) => `| \`${name}\` | ${shown(Default)} | ${Description} |`,
  );

describe('the tables of docs/deploy.md', () => {
  it.each(['main', 'members', 'listRole', 'vpcEndpoints', 'watch'] as const)(
    'name each parameter with its default and meaning: %s',
    (file) => {
      expect(tableOf(`parameters of ${file}`)).toEqual(rowsOf(templateNamed(file)));
    },
  );

  it('the stack of the management account has the parameters of the members', () => {
    expect(rowsOf(templateNamed('managementAccount'))).toEqual(rowsOf(templateNamed('members')));
  });

  it('say of each alarm what to do', () => {
    const alarms = Object.values(resolved(templateNamed('main'), { parameters: given }))
      .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
      .map(({ Properties }) => Properties.AlarmName);
    expect([...namesIn('alarms')].sort()).toEqual(alarms.sort());
  });

  it('say what is watched, by the name of each rule', () => {
    const rules = Object.values(resolved(templateNamed('watch'), { parameters: given }))
      .filter(({ Type, Properties }) => Type === 'AWS::Events::Rule' && Properties.EventBusName === undefined)
      .map(({ Properties }) => Properties.Name);
    expect([...namesIn('watch')].sort()).toEqual(rules.sort());
  });

  it('name each document of the run bucket', () => {
    const [run, account] = ['<run>', '<account>' as AccountId];
    const message = runKeys.message(run, account, 0, 1);
    const documents = [
      runKeys.accounts(run),
      runKeys.batches(run),
      runKeys.manifest(run),
      runKeys.found(run, account),
      runKeys.chosen(run),
      runKeys.chosenBatches(run),
      runKeys.refusal(run),
      runKeys.begun(run, account, 0),
      runKeys.visited(run, account, 0),
      message,
      runKeys.summary(run),
      runKeys.sent(message),
      runKeys.told(run, account, 0),
      runKeys.result(run),
      runKeys.lastComplete,
      runKeys.keyCounts,
      runKeys.failedBesideOthers,
      runKeys.accountAddresses,
      runKeys.firstReport,
    ];
    expect([...namesIn('documents')].sort()).toEqual(documents.sort());
  });
});
