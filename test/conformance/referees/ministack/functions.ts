import { ask, type MinistackEndpoint } from './reach.ts';

/** How an invocation ended: with the function's answer, or with the error that the console shows. */
export type MinistackInvocation =
  // biome-ignore lint/suspicious/noExplicitAny: JSON as the function answers it.
  { readonly answer: any; readonly error?: undefined } | { readonly answer?: undefined; readonly error: string };

/** Invokes a function and waits for its answer, as the console's test does. */
export const invoke = async (
  endpoint: MinistackEndpoint,
  accountId: string,
  name: string,
  event: unknown,
): Promise<MinistackInvocation> => {
  const path = `/2015-03-31/functions/${name}/invocations`;
  const body = JSON.stringify(event);
  const response = await ask(endpoint, accountId, { service: 'lambda', method: 'POST', path, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${name} was not invoked: ${response.status} ${text}`);
  const answer = JSON.parse(text);
  if (!response.headers.has('x-amz-function-error')) return { answer };
  return { error: `${answer.errorType}: ${answer.errorMessage}` };
};
