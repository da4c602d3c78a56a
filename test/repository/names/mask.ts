/** Data that differs from one installation to the next, and what stands for it in a name. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/\b0100[0-9a-f]{12}-[0-9a-f-]{36}-000000\b/g, '<MESSAGE>'],
  [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<UUID>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, '<TIME>'],
  [/\b\d{8}T\d{6}Z/g, '<TIME>'],
  [/\b\d{4}-\d\d-\d\d\b/g, '<DAY>'],
  [/\b\d{8}-(\d{4}-scheduled|[0-9a-f]{8})\b/g, '<RUN>'],
  [/^[0-9a-f]{8}$/g, '<REQUEST>'],
  [/\bnonce(-\d+)?\b/g, '<NONCE>'],
  [/A[KS]IA[A-Z0-9]{16}/g, '<KEY>'],
  [/A(IDA|ROA|GPA|NPA)[A-Z0-9]{17}/g, '<ID>'],
  [/[0-9a-f]{64}/g, '<SHA-256>'],
  [/(?<!\d)\d{12}(?!\d)/g, '<ACCOUNT>'],
  [/\bo-[a-z0-9]{10}\b/g, '<ORGANIZATION>'],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '<ADDRESS>'],
  [/_AccessKey-[A-Za-z0-9]{6}\b/g, '_AccessKey-<SUFFIX>'],
  [/\bIQoJ[A-Za-z0-9/+]+/g, '<TOKEN>'],
  [/(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/g, '<SECRET>'],
  [/(?<=keyturn-probe-)[0-9a-f]{8}/g, '<HEX>'],
  [/(?<=keyturn:probe-|KEYTURN_PROBE_FILL_)\d+/g, '<N>'],
  [/\b(us|eu)-[a-z]+-\d\b/g, '<REGION>'],
  [/(?<=\/)\d+(-\d+)?(?=\.json\b)/g, '<N>'],
];

export type Mask = (text: string) => string;

/** `known`: what the played world calls its users, accounts and buckets, and what stands for each. */
export const createMask = (known: Readonly<Record<string, readonly string[]>>): Mask => {
  const words = Object.entries(known).flatMap(([mark, names]) =>
    names.map((name) => [new RegExp(`(?<![A-Za-z])${name}(?![A-Za-z])`, 'g'), mark] as const),
  );
  return (text) => [...shapes, ...words].reduce((masked, [shape, mark]) => masked.replace(shape, mark), text);
};
