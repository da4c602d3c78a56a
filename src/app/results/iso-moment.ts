/** A moment in milliseconds as ISO 8601, UTC, in whole seconds, as AWS tells them. */
export const isoOf = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
