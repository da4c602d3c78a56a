import fc from 'fast-check';

/** Every developer's `npm test` tries the same cases; KEYTURN_SEED=<integer> tries others. */
fc.configureGlobal({ seed: Number(process.env.KEYTURN_SEED ?? 1) });
