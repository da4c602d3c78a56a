import * as z from 'zod';
import { formats } from './formats.ts';
import type { ExemptionRule } from './settings.ts';
import type { GivenValue, SettingProblem } from './sources.ts';

const kinds = {
  user: formats.userPattern,
  group: formats.groupName,
  tag: formats.tag,
  path: formats.path,
  account: formats.accountId,
  ou: formats.ouId,
} as const;

type Kind = keyof typeof kinds;
/** What a rule can go by. */
export const exemptionKinds = Object.keys(kinds) as readonly Kind[];
const KINDS = `${exemptionKinds.slice(0, -1).join(', ')} or ${exemptionKinds.at(-1)}`;

export interface ParsedExemptions {
  readonly rules: readonly ExemptionRule[];
  readonly problems: readonly SettingProblem[];
}

/**
 * The exemptions of all sources together: a flag adds to the file's list and never drops from it, so that nobody loses
 * an exemption by a flag. Of two rules about the same, the first counts.
 */
export const parseExemptions = (given: readonly GivenValue[]): ParsedExemptions => {
  const parsed = given.flatMap((value) =>
    value.path === 'exemptions' ? listed(value) : value.path.startsWith('exempt.') ? single(value) : [],
  );
  const rules = parsed.flatMap((each) => ('by' in each ? [each] : []));
  const isFirst = (rule: ExemptionRule, index: number): boolean =>
    rules.findIndex((other) => other.by === rule.by && other.value === rule.value) === index;
  return { rules: rules.filter(isFirst), problems: parsed.flatMap((each) => ('by' in each ? [] : [each])) };
};

const single = ({ path, value, origin }: GivenValue): (ExemptionRule | SettingProblem)[] => {
  const by = exemptionKinds.find((kind) => path === `exempt.${kind}`) ?? 'group';
  const values: readonly unknown[] = Array.isArray(value) ? value : by === 'account' ? accountsIn(value) : [value];
  return values.map((each) =>
    isWellFormed(by, each)
      ? { by, value: each }
      : { path, value: each, origin, message: `${path} is ${JSON.stringify(each)}: give ${kinds[by].allowed}` },
  );
};

/** A stack's parameter holds several in one text. */
const accountsIn = (value: unknown): readonly unknown[] => (typeof value === 'string' ? value.split(',') : [value]);

const listed = ({
  path,
  value: given,
  origin,
  originOf = () => origin,
}: GivenValue): (ExemptionRule | SettingProblem)[] => {
  const value = typeof given === 'string' ? fromJson(given) : given;
  if (!Array.isArray(value))
    return [
      {
        path,
        value,
        origin,
        message: 'exemptions is not a list: give items as `- group: NAME`, with reason and until',
      },
    ];
  return value.flatMap((item: unknown, index): (ExemptionRule | SettingProblem)[] => {
    const parsed = exemptionItem.safeParse(item);
    if (parsed.success) return [ruleOf(parsed.data)];
    const where = `exemptions[${index}]`;
    return parsed.error.issues.map((issue) => ({
      path: where,
      value: item,
      origin: originOf([index, ...fieldOf(issue)]),
      message: `${where}: ${complaint(item, issue)}`,
    }));
  });
};

/** A stack's parameter holds the list as JSON; what is none stays the text it is, and is refused. */
const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const words = z.string().max(500);
const named = (kind: Kind) => z.string().max(kinds[kind].longest).regex(kinds[kind].pattern).optional();

/** One rule, as a file has it. */
export const exemptionItem = z
  .strictObject({
    user: named('user'),
    group: named('group'),
    tag: named('tag'),
    path: named('path'),
    account: named('account'),
    ou: named('ou'),
    reason: words.optional(),
    approver: words.optional(),
    until: z.iso.date().optional(),
  })
  .refine((item) => exemptionKinds.filter((kind) => item[kind] !== undefined).length === 1, {
    params: { kind: 'one' },
  });

const ruleOf = (item: z.output<typeof exemptionItem>): ExemptionRule => {
  const by = exemptionKinds.find((kind) => item[kind] !== undefined) ?? 'group';
  const { reason, approver, until } = item;
  return { by, value: item[by] ?? '', ...given({ reason, approver, until }) };
};

const given = (fields: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** None for one about the whole item. */
const fieldOf = ({ code, path, ...issue }: z.core.$ZodIssue): readonly string[] => {
  const [field] = code === 'unrecognized_keys' ? (issue as z.core.$ZodIssueUnrecognizedKeys).keys : path;
  return field === undefined ? [] : [String(field)];
};

const complaint = (item: unknown, issue: z.core.$ZodIssue): string => {
  const field = String(issue.path[0] ?? '');
  if (issue.code === 'unrecognized_keys')
    return `there is no field ${issue.keys.join(', ')}: use one of ${KINDS}, and reason, approver, until`;
  if (field === '') return `give one of ${KINDS}`;
  const value = (item as Readonly<Record<string, unknown>>)[field];
  return `${field} is ${JSON.stringify(value)}: give ${allowedIn(field)}`;
};

const allowedIn = (field: string): string => {
  const kind = exemptionKinds.find((name) => name === field);
  if (kind !== undefined) return kinds[kind].allowed;
  return field === 'until' ? 'a date such as 2027-01-31, the last day it holds' : 'a text of up to 500 characters';
};

const isWellFormed = (by: Kind, value: unknown): value is string =>
  typeof value === 'string' && value.length <= kinds[by].longest && kinds[by].pattern.test(value);
