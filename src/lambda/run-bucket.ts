import type { RunTicket } from '../app/run-bucket/documents.ts';
import type { FunctionSettings } from './function-settings.ts';
import { refusedEvent } from './parse-event.ts';

/** A step works in the stack's own run bucket, whatever its event says. */
export const checkBucket = ({ bucket }: RunTicket, { runBucket }: FunctionSettings): void => {
  if (bucket !== runBucket)
    throw refusedEvent({ example: `{"run": {"bucket": "${runBucket}", ...}, ...}` }, [
      `run.bucket is "${bucket}": give the stack's run bucket, ${runBucket}`,
    ]);
};
