import type { Bill, Component } from './bundle-bill.ts';
import { standardLicense } from './standard-licenses.ts';

export const LICENSES_FILE = 'THIRD-PARTY-LICENSES.txt';

/**
 * The licence and notice of each package in a bundle, as its authors ship them; packages with the same text share it.
 * @throws when a package has no text, or a licence that is not allowed
 */
export const thirdPartyLicenses = ({ components }: Pick<Bill, 'components'>): string => {
  const problems = components.flatMap((each) => problemOf(each) ?? []);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const texts = new Set(components.map(textOf));
  const sections = [...texts].map((text) => {
    const titles = components.filter((each) => textOf(each) === text).map(titleOf);
    return [DOUBLE_LINE, ...titles, LINE, '', text, ''].join('\n');
  });
  return [INTRODUCTION, '', ...sections].join('\n');
};

const INTRODUCTION = `keyturn contains the packages that are listed here.
Below their names stands what their authors say of licence and notice.`;

const DOUBLE_LINE = '='.repeat(80);
const LINE = '-'.repeat(80);

/** A package under another licence is not shipped before a person has read it. */
const ALLOWED: ReadonlySet<string> = new Set([
  ...['MIT', 'MIT-0', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'],
  ...['BlueOak-1.0.0', 'Unlicense', 'CC0-1.0'],
]);

const problemOf = (each: Component): string | undefined => {
  if (!ALLOWED.has(licenseOf(each))) return `${titleOf(each)}: this licence is not one of those that may be shipped`;
  return textOf(each) === '' ? `${titleOf(each)}: the package brings no text of its licence` : undefined;
};

const titleOf = (each: Component): string => {
  const name = each.group === undefined ? each.name : `${each.group}/${each.name}`;
  return `${name} ${each.version} (${licenseOf(each)})`;
};

const licenseOf = ({ licenses }: Component): string =>
  licenses.map(({ license, expression }) => license?.id ?? license?.name ?? expression ?? '').join(', ');

/** Empty where the licence itself is missing. */
const textOf = (each: Component): string => {
  const files = filesOf(each);
  const isComplete = files.some(({ name }) => !/^notice/i.test(name));
  const standard = isComplete ? undefined : standardLicense(licenseOf(each));
  if (!isComplete && standard === undefined) return '';
  return [...(standard === undefined ? [] : [standard]), ...files.map(({ text }) => text)].join(`\n\n${LINE}\n\n`);
};

const filesOf = ({ evidence }: Component): readonly { readonly name: string; readonly text: string }[] =>
  (evidence?.licenses ?? []).map(({ license: { name, text } }) => ({
    name: name.replace(/^file: /, ''),
    text: Buffer.from(text.content, text.encoding).toString('utf8').replaceAll('\r\n', '\n').trimEnd(),
  }));
