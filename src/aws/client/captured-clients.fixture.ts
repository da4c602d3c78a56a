import { CreateAccessKeyCommand, DeleteAccessKeyCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Clock } from '../../app/ports/clock.ts';
import { instant } from '../../core/time.ts';
import { type CannedAnswer, type Capture, capture } from './capture.fixture.ts';
import type { Client, ClientSpec } from './client-factory.ts';
import { type HttpClients, httpClients } from './machine-credentials.ts';

export const NOW = instant(Date.UTC(2031, 4, 6, 7, 8, 9));
export const clock: Clock = { now: () => NOW, sleep: async () => undefined };
export const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x'.repeat(40) };
export const deletion = new DeleteAccessKeyCommand({ UserName: 'ann', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' });
export const creation = new CreateAccessKeyCommand({ UserName: 'ann' });

export const ok: CannedAnswer = { status: 200, body: '<DeleteAccessKeyResponse/>' };
export const error = (status: number, code: string): CannedAnswer => ({
  status,
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
});

export interface CapturedClients {
  /** What the endpoint says to the nth request. */
  answer: (nth: number) => CannedAnswer;
  endpoint: Capture;
  http: HttpClients;
  /** Operations, an entry for each attempt. */
  sent: string[];
  open(spec?: Partial<ClientSpec>): Client;
}

/** For each test of the file: a door to an endpoint of its own. */
export const capturedClients = (): CapturedClients => {
  const captured = {
    open: (spec) =>
      captured.http.clientFactory({
        service: 'iam',
        region: 'us-east-1',
        credentials,
        sent: (name) => captured.sent.push(name),
        ...spec,
      }),
  } as CapturedClients;
  beforeEach(async () => {
    captured.sent = [];
    captured.answer = () => ok;
    captured.endpoint = await capture((nth) => captured.answer(nth));
    captured.http = httpClients({ clock, endpoint: captured.endpoint.url });
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    captured.http.close();
    await captured.endpoint.close();
  });
  return captured;
};
