/** Stand-ins for a literal `*` and `?` that came out of a policy variable. */
const LITERAL_STAR = '\u0001';
const LITERAL_QUESTION = '\u0002';

export const asLiteral = (value: string): string =>
  value.replaceAll('*', LITERAL_STAR).replaceAll('?', LITERAL_QUESTION);

const isWild = (pattern: string): boolean => pattern.includes('*') || pattern.includes('?');

/** `*` is any run of characters, `?` any one; case matters. */
export const glob = (pattern: string, text: string): boolean => {
  if (pattern === '*') return true;
  if (!isWild(pattern)) return pattern === text || plain(pattern) === text;
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.length && sameCharacter(pattern[p], text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
};

const sameCharacter = (pattern: string | undefined, text: string | undefined): boolean => {
  if (pattern === '?' || pattern === text) return true;
  return (pattern === LITERAL_STAR && text === '*') || (pattern === LITERAL_QUESTION && text === '?');
};

const plain = (pattern: string): string => pattern.replaceAll(LITERAL_STAR, '*').replaceAll(LITERAL_QUESTION, '?');

/**
 * ARNs are compared part by part, so that no `*` reaches across a colon, but for the resource, which is the rest.
 * A pattern with fewer than six parts is completed with stars, as IAM documents.
 */
export const arnGlob = (pattern: string, arn: string): boolean => {
  if (pattern === '*' || pattern === arn) return true;
  const parts = arnParts(arn);
  if (!pattern.startsWith('arn:') || parts.length !== ARN_PARTS) return glob(pattern, arn);
  const patternParts = arnParts(pattern);
  return parts.every((part, i) => glob(patternParts[i] ?? '*', part));
};

const ARN_PARTS = 6;

const arnParts = (arn: string): string[] => {
  const parts = arn.split(':');
  return parts.length <= ARN_PARTS ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
};
