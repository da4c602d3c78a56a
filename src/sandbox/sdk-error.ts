import type { AwsError } from './call.ts';
import type { SandboxService } from './service-name.ts';

/**
 * Names that SDK v3 gives to errors whose code on the wire is another: its IAM and STS clients name errors after the
 * model's shapes (the `awsQueryError` trait). Codes that a model does not know keep their name.
 */
const SHAPE_NAMES: Readonly<Partial<Record<SandboxService, Readonly<Record<string, string>>>>> = {
  iam: {
    ConcurrentModification: 'ConcurrentModificationException',
    DeleteConflict: 'DeleteConflictException',
    EntityAlreadyExists: 'EntityAlreadyExistsException',
    EntityTemporarilyUnmodifiable: 'EntityTemporarilyUnmodifiableException',
    InvalidInput: 'InvalidInputException',
    LimitExceeded: 'LimitExceededException',
    MalformedPolicyDocument: 'MalformedPolicyDocumentException',
    NoSuchEntity: 'NoSuchEntityException',
    PolicyNotAttachable: 'PolicyNotAttachableException',
    ReportExpired: 'CredentialReportExpiredException',
    ReportInProgress: 'CredentialReportNotReadyException',
    ReportGenerationLimitExceeded: 'ReportGenerationLimitExceededException',
    ReportNotPresent: 'CredentialReportNotPresentException',
    ServiceFailure: 'ServiceFailureException',
    UnmodifiableEntity: 'UnmodifiableEntityException',
  },
  sts: {
    MalformedPolicyDocument: 'MalformedPolicyDocumentException',
    PackedPolicyTooLarge: 'PackedPolicyTooLargeException',
  },
};

export interface SdkError extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: {
    readonly httpStatusCode: number;
    readonly requestId: string;
    readonly attempts: number;
    readonly totalRetryDelay: number;
  };
  /** The code on the wire, which for IAM and STS is not always the name. */
  readonly Code: string;
}

/** An error as the SDK's client of that service would throw it. */
export const sdkError = (service: SandboxService, error: AwsError, requestId: string): SdkError => {
  const thrown = new Error(error.message);
  return Object.assign(thrown, error.fields, {
    name: SHAPE_NAMES[service]?.[error.code] ?? error.code,
    $fault: error.status >= 500 ? ('server' as const) : ('client' as const),
    $metadata: { httpStatusCode: error.status, requestId, attempts: 1, totalRetryDelay: 0 },
    Code: error.code,
  });
};
