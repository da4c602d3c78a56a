import { asLiteral } from './glob.ts';

/** The request's value of a condition key (lower case), or undefined if the request has none. */
export type Context = (key: string) => string | readonly string[] | undefined;

/** Replaces `${aws:username}` and the like. Undefined if the request lacks one of them: such text matches nothing. */
export const substitute = (text: string, context: Context): string | undefined => {
  if (!text.includes('${')) return text;
  let missing = false;
  const replaced = text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name === '*' || name === '?' || name === '$') return asLiteral(name);
    const [key = '', fallback] = name.split(/,\s*/);
    const value = context(key.trim().toLowerCase());
    if (typeof value === 'string') return asLiteral(value);
    if (fallback !== undefined) return asLiteral(fallback.replace(/^'|'$/g, ''));
    missing = true;
    return '';
  });
  return missing ? undefined : replaced;
};
