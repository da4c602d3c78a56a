/**
 * Terraform's language, as `terraform fmt` lays it out
 * (https://developer.hashicorp.com/terraform/language/style): two spaces, and the equals signs of items on neighbouring
 * lines beneath each other.
 */

/** What stands right of an equals sign, as it is written; several lines where it is long. */
export type Expression = string;

/** A text as Terraform's own literal: nothing in it is a template. */
export const literal = (text: string): Expression => `"${escaped(text)}"`;

/** A text as part of a literal. JSON's escapes are Terraform's too, and `${` and `%{` would begin a template. */
export const escaped = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[$%]\{/g, (mark) => mark.charAt(0) + mark);

/** `AdminEmailAddress` is `admin_email_address`, `SMTPHost` is `smtp_host`. */
export const snakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

type Item = readonly [name: string, value: Expression];

/** Items of a block or of an object, one below the other. */
export const items = (all: readonly Item[]): string =>
  runsOf(all)
    .flatMap((run) => {
      const width = Math.max(...run.map(([name]) => name.length));
      return run.map(([name, value]) => `${name.padEnd(width)} = ${value}`);
    })
    .join('\n');

/** Items on one line that follow each other; one of several lines stands alone. */
const runsOf = (all: readonly Item[]): readonly (readonly Item[])[] => {
  const runs: Item[][] = [];
  let isOpen = false;
  for (const item of all) {
    const isLong = item[1].includes('\n');
    const last = runs.at(-1);
    if (last !== undefined && isOpen && !isLong) last.push(item);
    else runs.push([item]);
    isOpen = !isLong;
  }
  return runs;
};

/** A block with its labels, as `variable "x"`. */
export const block = (head: string, body: string): string => `${head} {\n${indented(body)}\n}`;

export const object = (all: readonly Item[]): Expression => `{\n${indented(items(all))}\n}`;

export const list = (all: readonly Expression[]): Expression =>
  all.length === 0 ? '[]' : `[\n${indented(all.map((each) => `${each},`).join('\n'))}\n]`;

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');
