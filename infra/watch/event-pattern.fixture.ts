type Json = Readonly<Record<string, unknown>>;

/**
 * Whether EventBridge would match the event, as far as keyturn's patterns need it
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html): a field that is not
 * there matches nothing but `exists: false`. What is not known here is refused.
 */
export const matches = (pattern: Json, event: Json | undefined): boolean =>
  Object.entries(pattern).every(([field, asked]) => {
    if (field === '$or') return (asked as readonly Json[]).some((each) => matches(each, event));
    const value = event?.[field];
    if (Array.isArray(asked)) return asked.some((each) => matchesLeaf(each, value));
    return matches(asked as Json, value as Json | undefined);
  });

const matchesLeaf = (asked: unknown, value: unknown): boolean => {
  if (typeof asked === 'string') return value === asked;
  const [[operator, argument] = ['', undefined], ...others] = Object.entries(asked as Json);
  if (others.length > 0) throw new Error(`two operators at once: ${JSON.stringify(asked)}`);
  if (operator === 'exists') return (value !== undefined) === argument;
  if (typeof value !== 'string') return false;
  if (operator === 'prefix') return value.startsWith(String(argument));
  if (operator === 'suffix') return value.endsWith(String(argument));
  if (operator === 'wildcard') return isLike(value, String(argument));
  if (operator !== 'anything-but') throw new Error(`${operator} is not known here`);
  return Array.isArray(argument) ? !argument.includes(value) : !matchesLeaf(argument, value);
};

/** `*` alone stands for more. */
const isLike = (value: string, wildcard: string): boolean =>
  new RegExp(`^${wildcard.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's').test(value);
