import type { Principal } from './call.ts';
import type { SandboxService } from './service-name.ts';

export interface RecordedCall {
  readonly service: SandboxService;
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
