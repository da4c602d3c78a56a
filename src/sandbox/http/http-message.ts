/** A request as it came in, with its whole body. */
export interface HttpMessage {
  readonly method: string;
  /** Still percent-encoded, without the query string. */
  readonly path: string;
  /** Decoded, in the order sent; a parameter without a value has the value ''. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Splits a request target into path and decoded query, as {@link HttpMessage} holds them. */
export const splitTarget = (target: string): Pick<HttpMessage, 'path' | 'query'> => {
  const mark = target.indexOf('?');
  if (mark < 0) return { path: target, query: [] };
  return { path: target.slice(0, mark), query: parseForm(target.slice(mark + 1), decodeQuery) };
};

/** `a=1&b` as pairs. */
export const parseForm = (text: string, decode = decodeFormValue): [string, string][] =>
  text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decode(name), decode(value.join('='))];
    });

export const firstOf = (request: HttpMessage, name: string): string | undefined =>
  request.query.find(([key]) => key === name)?.[1];

/** Only form bodies write a space as `+`; in a query string SigV4 takes a plus sign for itself. */
const decodeFormValue = (text: string): string => decodeQuery(text.replaceAll('+', ' '));

const decodeQuery = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
