import type { CreatePolicyRequest, CreatePolicyResponse } from '@aws-sdk/client-iam';
import { AwsError, type Operation } from '../../call.ts';
import { addManagedPolicy } from '../../seed/iam.ts';
import { checkDocument } from './documents.ts';
import { accountOf } from './find.ts';
import { policyShape } from './shapes.ts';

export const createPolicy: Operation<CreatePolicyRequest, CreatePolicyResponse> = (call, input) => {
  const name = input.PolicyName ?? '';
  const path = input.Path ?? '/';
  const { accountId } = call.principal;
  if (accountOf(call).policies.has(`arn:aws:iam::${accountId}:policy${path}${name}`)) {
    const message = `A policy called ${name} already exists. Duplicate names are not allowed.`;
    throw new AwsError('EntityAlreadyExists', message, 409);
  }
  const document = checkDocument(input.PolicyDocument);
  return { Policy: policyShape(addManagedPolicy(call.world, accountId, { name, path, document }), 0) };
};
