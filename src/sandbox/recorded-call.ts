import type { Principal } from './call.ts';
import type { ServiceName } from './service-name.ts';

export interface Recorded {
  readonly service: ServiceName;
  readonly operation: string;
  readonly principal: Principal;
  readonly region: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Made up if the door gave none. */
  readonly requestId: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}
