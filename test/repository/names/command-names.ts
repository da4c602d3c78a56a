import type { ListedCommandLine, Printed } from './command-line.ts';
import type { NameList } from './name-list.ts';

/** The verbs and their options, as the help says. */
export const addCommandNames = async (names: NameList, { keyturn }: ListedCommandLine): Promise<void> => {
  const help = await keyturn('--help');
  const verbs = termsIn(help).filter((term) => !term.startsWith('-'));
  names.add('options of keyturn', ...termsIn(help).filter((term) => term.startsWith('-')));
  for (const verb of verbs) {
    const [name = ''] = verb.split(' ');
    names.add('verbs', verb);
    names.add(`options of keyturn ${name}`, ...termsIn(await keyturn(`${name} --help`)));
  }
};

/** What stands in front of each description; examples are no names. */
const termsIn = ({ out }: Printed): readonly string[] =>
  out
    .split('\n')
    .flatMap((line) => /^ {2}(\S.*?)(?: {2,}|$)/.exec(line)?.[1] ?? [])
    .filter((term) => !term.startsWith('keyturn '));
