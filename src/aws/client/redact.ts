/**
 * Secret access keys have 40 characters of this alphabet, session tokens and hashes more. ARNs hold none, and tell whom
 * AWS refused.
 */
export const redact = (text: string): string =>
  text
    .split(/(arn:[\w-]+:[\w-]*:[\w-]*:\d*:[^\s"']+)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[A-Za-z0-9+/=\\%&#;]{40,}/g, '[removed]')))
    .join('');
