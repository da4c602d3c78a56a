import type { Io } from '../terminal/io.ts';

/** Where `keyturn sandbox` tells its time, when it has been made to travel. */
export const CLOCK_VARIABLE = 'KEYTURN_SANDBOX_CLOCK';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The sandbox's clock less this machine's, in ms; 0 when none is named, or when it does not answer: then nothing else
 * of the sandbox does either. Only a clock on this machine counts, and AWS itself refuses requests signed with another
 * time.
 */
export const sandboxOffset = async (env: Io['env']): Promise<number> => {
  const url = parsed(env[CLOCK_VARIABLE]);
  if (url === undefined || !LOOPBACK.has(url.hostname)) return 0;
  try {
    const face: unknown = await (await fetch(url, { signal: AbortSignal.timeout(2_000) })).json();
    const isFace = typeof face === 'object' && face !== null && 'ms' in face && typeof face.ms === 'number';
    return isFace ? Number(face.ms) - Date.now() : 0;
  } catch {
    return 0;
  }
};

const parsed = (text: string | undefined): URL | undefined =>
  text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
