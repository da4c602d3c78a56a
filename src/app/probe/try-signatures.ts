import { instant, MINUTE } from '../../core/time.ts';
import { isAwsFault } from '../faults/aws-fault.ts';
import type { SignedService } from '../ports/probe.ts';
import type { ProbeRecord, ProbeRequest } from './probe-context.ts';
import { asExpected, notSeen, otherwise, type ProbeSeen } from './probe-row.ts';

const AGES = [4, 6, 14, 16] as const;

/** Up to how many minutes a signature is taken; and what it means that one of 16 minutes is. */
const services: Readonly<Record<SignedService, { readonly minutes: number; readonly isFenced: boolean }>> = {
  iam: { minutes: 15, isFenced: true },
  // keyturn changes nothing by STS.
  sts: { minutes: 15, isFenced: false },
  secretsmanager: { minutes: 5, isFenced: true },
};

/** How old a signature each service takes: claims count with 15 minutes. The secret need not exist. */
export const trySignatures = async (request: ProbeRequest, record: ProbeRecord, secretId: string): Promise<void> => {
  for (const service of ['iam', 'sts', 'secretsmanager'] as const)
    await record.look(`signature-${service}`, () => signaturesSeen(request, service, secretId));
};

const signaturesSeen = async (request: ProbeRequest, service: SignedService, secretId: string): Promise<ProbeSeen> => {
  const answers = new Map<number, string | 'taken'>();
  for (const age of [0, ...AGES]) answers.set(age, await answerTo(request, service, { age, secretId }));
  if (answers.get(0) !== 'taken') return notSeen(`refused when fresh (${answers.get(0)})`, 'check the credentials');
  const taken = AGES.filter((age) => answers.get(age) === 'taken');
  const seen = wordsFor(taken, answers);
  const { minutes, isFenced } = services[service];
  const expected = AGES.filter((age) => age < minutes);
  if (taken.join() === expected.join()) return asExpected(seen);
  if (taken.includes(16)) return isFenced ? otherwise('fence-fails', seen, LATE) : otherwise('differs', seen, NOTHING);
  if (taken.length > expected.length) return otherwise('differs', seen, 'nothing: claims count with 15 minutes');
  return otherwise('differs', seen, 'a worker that is held up is refused sooner, and its step fails');
};

const LATE = 'a worker that slept can still act after its claim has run out';
const NOTHING = 'nothing: keyturn changes nothing by STS';

const wordsFor = (taken: readonly number[], answers: ReadonlyMap<number, string>): string => {
  const refused = AGES.filter((age) => !taken.includes(age));
  const codes = [...new Set(refused.map((age) => answers.get(age)))].join(', ');
  return [
    ...(taken.length > 0 ? [`taken at ${taken.join(', ')} min`] : []),
    ...(refused.length > 0 ? [`refused at ${refused.join(', ')} min (${codes})`] : []),
  ].join('; ');
};

/**
 * By AWS's clock as its last answer told it. A signature is judged before rights and input, so that every other refusal
 * is an answer to one that was taken.
 */
const answerTo = async (
  { session, clock }: ProbeRequest,
  service: SignedService,
  { age, secretId }: { readonly age: number; readonly secretId: string },
): Promise<string> => {
  const signedAt = instant(clock.now() + (session.clockOffset() ?? 0) - age * MINUTE);
  try {
    await session.probeRequests.readSigned(service, secretId, { signedAt });
    return 'taken';
  } catch (error) {
    if (isAwsFault(error, 'unauthenticated')) return error.code;
    if (isAwsFault(error, 'missing', 'denied', 'invalid')) return 'taken';
    throw error;
  }
};
