interface Entry {
  readonly headers: Readonly<Record<string, string>>;
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly body_encoded: boolean;
}

/** What moto itself recorded, by operation. */
export const recordedOperations = async (url: string): Promise<ReadonlyMap<string, number>> => {
  const text = await (await fetch(`${url}/moto-api/recorder/download-recording`)).text();
  const counts = new Map<string, number>();
  for (const entry of text.split(BETWEEN_ENTRIES).filter((each) => each !== '')) {
    const operation = operationOf(JSON.parse(entry));
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }
  return counts;
};

/** A line each; but moto writes a long entry and its line's end apart, and another thread's entry may come between. */
const BETWEEN_ENTRIES = /\n|(?<=\})(?=\{"headers": \{)/;

const operationOf = (entry: Entry): string => {
  const header = (name: string) => Object.entries(entry.headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
  const [service = 'unknown'] = header('authorization').split('/').slice(3, 4);
  const target = header('x-amz-target').split('.').at(-1);
  if (target) return `${service}:${target}`;
  const body = entry.body_encoded ? Buffer.from(entry.body, 'base64').toString() : entry.body;
  const action = new URLSearchParams(body).get('Action');
  return `${service}:${action ?? `${entry.method} ${new URL(entry.url).pathname}`}`;
};
