import type { Mutant } from './guards.ts';

/** Guards of the way into AWS, and of what a person names there. */
export const wayInMutants: readonly Mutant[] = [
  {
    guard: 'an ARN is read whole where a person rotates one user',
    file: 'src/app/observe/user-target.ts',
    text: 'if (found.arn !== arn)',
    without: "if (found.arn === '')",
    tests: 'test/security/whole-arn.test.ts',
  },
  {
    guard: 'an ARN is read whole by the deployed form',
    file: 'src/app/observe/user-target.ts',
    text: '(arn === undefined || found.arn === arn)',
    without: "found.arn !== ''",
    tests: 'test/deployed/force.test.ts',
  },
  {
    guard: 'a read policy that cannot be attached does not end the rotation',
    file: 'src/app/execute/ensure-secret.ts',
    text: "const REFUSALS = ['denied', 'limit', 'invalid', 'missing'] as const;",
    without: "const REFUSALS = ['missing'] as const;",
    tests: 'test/fault-injection/aws.test.ts',
  },
  {
    guard: 'an answer that is no refusal of the read policy ends the work before a key is made',
    file: 'src/app/execute/ensure-secret.ts',
    text: 'if (!isAwsFault(error, ...REFUSALS)) throw error;',
    without: 'if (!isAwsFault(error)) throw error;',
    tests: 'test/fault-injection/aws.test.ts',
  },
  {
    guard: 'a proxy that refuses is never taken for AWS',
    file: 'src/aws/client/proxied-handler.ts',
    text: 'if (options.secureEndpoint && !(socket instanceof TLSSocket))',
    without: 'if (options.secureEndpoint && socket === undefined)',
    tests: 'test/conformance/company/behind-a-proxy.test.ts',
  },
  {
    guard: 'behind a proxy the certificate of the endpoint is judged by the bundle',
    file: 'src/aws/client/proxied-handler.ts',
    text: '{ ...options, ...this.ca }',
    without: '{ ...options, ...this.ca, rejectUnauthorized: false }',
    tests: 'test/conformance/company/behind-a-proxy.test.ts',
  },
  {
    guard: 'NO_PROXY is obeyed',
    file: 'src/aws/client/proxied-handler.ts',
    text: 'isDirect(request, this.env) ?',
    without: "request.hostname === '' ?",
    tests: 'test/conformance/company/behind-a-proxy.test.ts',
  },
  {
    guard: 'what a credential_process printed is never passed on',
    file: 'src/aws/client/credentials-cause.ts',
    text: "return new Fault('credential-process-failed',",
    without: "return new Fault('credential-process-failed', message ||",
    tests: 'src/aws/client/credentials-cause.test.ts',
  },
  {
    guard: 'a user whose keys are all off is not told to be re-activated',
    file: 'src/core/rules/retire-predecessor.ts',
    text: '&& active.length === 0) return',
    without: '&& active.length < 0) return',
    tests: 'src/core/rules/retire-predecessor',
  },
  {
    guard: 'every owner that a tag names must be in an allowed domain',
    file: 'src/app/notices/owner-address.ts',
    text: 'return addresses.every((address) => isAllowed(address, allowedDomains))',
    without: 'return addresses.some((address) => isAllowed(address, allowedDomains))',
    tests: 'src/app/notices/owner-address.test.ts',
  },
  {
    guard: 'an owner tag that cannot be used is a remark',
    file: 'src/app/account/batches.ts',
    text: 'if (why) remark(',
    without: 'if (why === true) remark(',
    tests: 'test/scenarios/promises/true-causes.test.ts',
  },
];
