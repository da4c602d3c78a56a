/** What core must not even name. */
export const forbidden: readonly RegExp[] = [
  /\bnew Date\b|\bDate\.\w/,
  /\bMath\.random\b|\bcrypto\b/,
  /\bprocess\./,
  /\bset(Timeout|Interval|Immediate)\b/,
  /\bperformance\./,
];
