/** By what words keyturn is called where it runs: its own name, but where nothing is installed. */
export const programName = (file = import.meta.url): string => (file.includes('/node_modules/') ? 'keyturn' : BY_NPX);

/** Elsewhere npx would fetch what a stranger has published under the name. */
const BY_NPX = 'npx keyturn'; // in the checkout alone
