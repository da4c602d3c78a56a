import type {
  UpdateSecretVersionStageRequest,
  UpdateSecretVersionStageResponse,
} from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../call.ts';
import type { SandboxSecret } from '../../model/secret.ts';
import { invalidParameter, noSuchVersion } from './faults.ts';
import { findLiveSecret } from './find-secret.ts';
import { nameOf } from './secret-shape.ts';
import { attachLabel, CURRENT, checkLabels, detachLabel } from './staging.ts';

const CANNOT_REMOVE_CURRENT =
  "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.";

export const updateSecretVersionStage: Operation<UpdateSecretVersionStageRequest, UpdateSecretVersionStageResponse> = (
  call,
  input,
) => {
  const secret = findLiveSecret(call, input.SecretId);
  const { VersionStage: label = '', RemoveFromVersionId: from, MoveToVersionId: to } = input;
  if (from === undefined && to === undefined) {
    throw invalidParameter('You must provide RemoveFromVersionId, MoveToVersionId or both.');
  }
  for (const id of [from, to]) if (id !== undefined && !secret.versions.has(id)) throw noSuchVersion(id);
  if (call.world.settings.comparesHolders) checkHolder(secret, label, input);
  const version = to === undefined ? undefined : secret.versions.get(to);
  if (version === undefined) {
    if (label === CURRENT) throw invalidParameter(CANNOT_REMOVE_CURRENT);
    detachLabel(secret, label);
  } else {
    checkLabels(secret, [label]);
    attachLabel(secret, label, version);
  }
  secret.changedAt = call.now;
  return nameOf(secret);
};

/** The compare of compare-and-swap: whoever moves or takes a label must name the version that has it. */
const checkHolder = (secret: SandboxSecret, label: string, input: UpdateSecretVersionStageRequest): void => {
  const { RemoveFromVersionId: from, MoveToVersionId: to } = input;
  const holder = secret.labels.get(label);
  if (from !== undefined && from !== holder) {
    throw invalidParameter(
      `When you move staging label ${label}, if you specify RemoveFromVersionId, it must be set to the version that currently has the staging label ${label}.`,
    );
  }
  if (from === undefined && holder !== undefined && holder !== to) {
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${label} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
};
