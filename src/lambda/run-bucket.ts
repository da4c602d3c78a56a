import type { RunTicket } from '../app/run-bucket/documents.ts';
import type { RunStore } from '../app/run-bucket/ports.ts';
import { s3RunStore } from '../aws/s3/run-store.ts';
import type { FunctionSettings } from './function-settings.ts';
import type { Invocation } from './invocation.ts';
import { refusedEvent } from './parse-event.ts';

/** A step works in the stack's own run bucket, whatever its event says. */
export const checkBucket = ({ bucket }: RunTicket, { runBucket }: FunctionSettings): void => {
  if (bucket !== runBucket)
    throw refusedEvent({ example: `{"run": {"bucket": "${runBucket}", ...}, ...}` }, [
      `run.bucket is "${bucket}": give the stack's run bucket, ${runBucket}`,
    ]);
};

/**
 * The stack's run bucket, which belongs to the account of its functions: with the documents of one run, or without any.
 */
export const openRunStore = (
  { clientFactory, stack, account }: Pick<Invocation, 'clientFactory' | 'stack' | 'account'>,
  run?: Pick<RunTicket, 'id' | 'seal'>,
): RunStore =>
  s3RunStore(clientFactory({ service: 's3', region: stack.region }), { bucket: stack.runBucket, owner: account, run });
