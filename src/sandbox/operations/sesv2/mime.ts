/** What the mailbox keeps of a raw message. */
export interface ParsedMessage {
  readonly headers: ReadonlyMap<string, string>;
  readonly html: string | undefined;
  readonly text: string | undefined;
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Reads the headers and the first html and text part of a message; enough for mail that programs write. */
export const parseMessage = (raw: Uint8Array): ParsedMessage => {
  const message = splitPart(Buffer.from(raw).toString('latin1'));
  const leaves = leavesOf(message);
  const find = (type: string) => leaves.find((part) => contentType(part).startsWith(type));
  const [html, text] = [find('text/html'), find('text/plain')];
  return {
    headers: new Map([...message.headers].map(([name, value]) => [name, decodeWords(value)])),
    html: html && decodeBody(html),
    text: text && decodeBody(text),
  };
};

const splitPart = (source: string): Part => {
  const [head = '', ...rest] = source.split(/\r?\n\r?\n/);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: rest.join('\n\n') };
};

const contentType = (part: Part): string => (part.headers.get('content-type') ?? 'text/plain').toLowerCase();

const leavesOf = (part: Part): Part[] => {
  const boundary = /boundary="?([^";]+)"?/i.exec(part.headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) return [part];
  const sections = part.body.split(`--${boundary}`).slice(1);
  return sections
    .filter((section) => !section.startsWith('--'))
    .flatMap((section) => leavesOf(splitPart(section.replace(/^\r?\n/, ''))));
};

const decodeBody = (part: Part): string => {
  const encoding = part.headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(part.body, 'base64').toString();
  const bytes = encoding === 'quoted-printable' ? unquote(part.body.replace(/=\r?\n/g, '')) : part.body;
  return Buffer.from(bytes, 'latin1').toString().trimEnd();
};

const unquote = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** RFC 2047: `=?utf-8?B?...?=` and `=?utf-8?Q?...?=`. */
const decodeWords = (value: string): string => {
  const joined = value.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?[^?]+\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, text: string) => {
    if (kind.toUpperCase() === 'B') return Buffer.from(text, 'base64').toString();
    return Buffer.from(unquote(text.replaceAll('_', ' ')), 'latin1').toString();
  });
};
