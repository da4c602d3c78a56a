import { exitCodes, faults } from '../app/faults/fault-table.ts';
import { settingsSchema } from '../app/settings/json-schema.ts';
import { explain, type ReasonCode, reasons, remedyFor, type Tone, toneOf } from '../core/reasons.ts';
import { wrap } from '../text/wrap.ts';

/** Pages that `npm run docs` writes from the program's own tables. */
export const docPages = (): readonly { readonly path: string; readonly text: string }[] => [
  { path: 'docs/errors.md', text: errorsPage() },
  { path: 'docs/reasons.md', text: reasonsPage() },
  { path: 'keyturn.schema.json', text: `${JSON.stringify(settingsSchema(), undefined, 2)}\n` },
];

const NOTE = '<!-- Written by `npm run docs` from the tables in src: change those. -->';

const wrapped = (prose: string): string => wrap(prose, { width: 120, first: '', rest: '' }).join('\n');

const errorsPage = (): string => {
  const codes = Object.entries(exitCodes).map(([code, meaning]) => `| ${code} | ${meaning} |`);
  const rows = Object.entries(faults).map(
    ([name, { code, meaning, remedy, exitCode }]) =>
      `| ${code} | ${name} | ${meaning} | ${sentence(remedy)} | ${exitCode} |`,
  );
  return [
    '# Exit codes and faults',
    NOTE,
    '## Exit codes',
    ['| code | meaning |', '|---|---|', ...codes].join('\n'),
    wrapped(
      'Where several apply, the first of 130, 2, 3, 4, 1, 0 counts: an incomplete `plan --check` ends with 3, never with 1 or 0.',
    ),
    '## Faults',
    wrapped(
      'A fault is printed on stderr as its code, its name and what is wrong, followed by what to do. With `--json`, and no result printed yet, stdout has it as well, as the object `fault`; with `--json-lines` it is the last line, of type `fault`. Codes never change their meaning.',
    ),
    ['| code | name | meaning | what to do | exit code |', '|---|---|---|---|---|', ...rows].join('\n'),
    'Why a user was left alone, or is blocked, is not a fault: see [reasons](reasons.md).',
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
};

const tones: Readonly<Record<Tone, { readonly title: string; readonly meaning: string }>> = {
  act: { title: 'Something is done', meaning: 'In `plan`: apply would do it.' },
  wait: { title: 'Something is awaited', meaning: 'A date or an event: the next runs see to it.' },
  blocked: { title: 'A person is needed', meaning: 'keyturn leaves the user alone until somebody decides.' },
  rest: { title: 'Nothing is due', meaning: 'Such users are counted; `status` and `plan --all` list them.' },
};

const reasonsPage = (): string => {
  const codes = Object.keys(reasons) as readonly ReasonCode[];
  const sections = (Object.keys(tones) as readonly Tone[]).flatMap((tone) => [
    `## ${tones[tone].title}`,
    tones[tone].meaning,
    tableOf(
      codes.filter((code) => toneOf(code) === tone),
      tone === 'blocked',
    ),
  ]);
  return [
    '# Reasons',
    NOTE,
    wrapped(
      'Each decision about a user carries one of these codes, in `--json` as `reason`. Codes never change their meaning. Words in braces are facts of the user.',
    ),
    ...sections,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
};

const tableOf = (codes: readonly ReasonCode[], hasRemedy: boolean): string => {
  const head = hasRemedy ? ['| code | meaning | what to do |', '|---|---|---|'] : ['| code | meaning |', '|---|---|'];
  const rows = codes.map((code) => {
    const meaning = sentence(explain(code, placeholders));
    return hasRemedy
      ? `| ${code} | ${meaning} | ${sentence(remedyFor(code, placeholders) ?? '')} |`
      : `| ${code} | ${meaning} |`;
  });
  return [...head, ...rows].join('\n');
};

/** Every fact as its own name in braces. */
const placeholders: Readonly<Record<string, string>> = new Proxy({}, { get: (_, name) => `{${String(name)}}` });

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
