import { type FaultName, faults } from './fault-table.ts';

/** A named fault of the world: something a person can put right. Programs read `code`; people read the rest. */
export class Fault extends Error {
  override readonly name: FaultName;
  /** Stable, as `KT-201`. */
  readonly code: string;
  readonly remedy: string;
  readonly exitCode: number;

  constructor(name: FaultName, message: string, options: { readonly remedy?: string; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    const entry = faults[name];
    this.name = name;
    this.code = entry.code;
    this.remedy = options.remedy ?? entry.remedy;
    this.exitCode = entry.exitCode;
  }
}
