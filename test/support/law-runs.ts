/** How often a law is tried: less where each of thousands of mutants is put before all of them. */
export const lawRuns = (usual: number): number => Math.ceil(usual / Number(process.env.KEYTURN_LAW_SHARE ?? 1));
