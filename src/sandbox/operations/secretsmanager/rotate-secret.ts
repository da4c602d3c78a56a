import type { RotateSecretRequest, RotateSecretResponse } from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import { invalidRequest } from './faults.ts';
import { findLiveSecret } from './find-secret.ts';
import { nameOf } from './secret-shape.ts';

export const rotateSecret: Operation<RotateSecretRequest, RotateSecretResponse> = (call, input) => {
  const secret = findLiveSecret(call, input.SecretId);
  const lambdaArn = input.RotationLambdaARN ?? secret.rotation?.lambdaArn;
  if (lambdaArn === undefined) {
    throw invalidRequest(
      "You tried to enable rotation on a secret that doesn't already have a Lambda function ARN configured and you didn't include such an ARN as a parameter in this call.",
    );
  }
  // Nothing rotates: the sandbox only remembers that somebody else is in charge of the secret.
  secret.rotation = { enabled: true, lambdaArn };
  return nameOf(secret);
};
