import { CreateAccessKeyCommand } from '@aws-sdk/client-iam';
import { HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { instant } from '../../core/time.ts';
import { sentRequest, withRequest } from './request-context.ts';
import { sdkClient } from './sdk-client.ts';
import { attemptsOf } from './sdk-clients-over-http.ts';
import { iam as make } from './service-constructors.ts';

/**
 * Proves, at start and without a network, that this very build and environment sends CreateAccessKey once: it is
 * answered with the errors the SDK likes best to repeat.
 * @throws when the request was sent again
 */
export const assertSentOnce = async (maxAttempts = attemptsOf({ once: true })): Promise<void> => {
  for (const statusCode of [500, 503, 429]) {
    const attempts = await attemptsWhenAnswered(statusCode, maxAttempts);
    if (attempts !== 1) {
      throw new Error(
        `CreateAccessKey would be sent ${attempts} times on status ${statusCode}: keyturn must not start, as keys could be created twice`,
      );
    }
  }
};

const attemptsWhenAnswered = async (statusCode: number, maxAttempts: number): Promise<number> => {
  const refusing = new Refusing(statusCode);
  const iam = sdkClient({
    service: 'iam',
    make,
    region: 'us-east-1',
    maxAttempts,
    credentials: { accessKeyId: 'AKIANOBODY0000000000', secretAccessKey: 'nothing is signed for AWS with this' },
    endpoint: 'http://127.0.0.1',
    sent: () => undefined,
    throttled: () => undefined,
    requestHandler: refusing,
  });
  const command = new CreateAccessKeyCommand({ UserName: 'nobody' });
  await withRequest(sentRequest('CreateAccessKey', instant(0)), () => iam.send(command)).catch(() => undefined);
  return refusing.attempts;
};

class Refusing extends NodeHttpHandler {
  attempts = 0;
  private readonly statusCode: number;

  constructor(statusCode: number) {
    super();
    this.statusCode = statusCode;
  }

  override async handle(): Promise<{ response: HttpResponse }> {
    this.attempts += 1;
    return { response: new HttpResponse({ statusCode: this.statusCode, headers: {} }) };
  }
}
