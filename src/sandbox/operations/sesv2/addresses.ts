/** The bare address of `Name <address>`. */
export const bareAddress = (text: string): string => (/<([^>]*)>/.exec(text)?.[1] ?? text).trim();

/** The addresses of a header: commas inside quotes or angle brackets do not separate. */
export const addressList = (header: string | undefined): string[] => {
  const parts = header?.match(/(?:"(?:[^"\\\\]|\\\\.)*"|<[^>]*>|[^,])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
};
