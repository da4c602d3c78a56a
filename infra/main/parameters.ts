import type { ParameterGroups } from '../parameters.ts';
import { notYet } from './not-yet.ts';
import { code, mails } from './parameters-of-mails.ts';
import { network } from './parameters-of-network.ts';
import { pace } from './parameters-of-pace.ts';
import { operation, organization, secrets } from './parameters-of-place.ts';
import { keyPolicy } from './parameters-of-policy.ts';

/** In the order in which the console asks. */
export const mainParameters: ParameterGroups = {
  'Where the files of keyturn are': code,
  'Mode and mails': mails,
  'Organization and roles': organization,
  'When keys are rotated, deactivated and deleted (days)': keyPolicy.periods,
  'What is done with which keys': keyPolicy.choices,
  'How fast': pace,
  Secrets: secrets,
  Operation: operation,
  'Functions in a VPC': network,
  'Not supported yet: leave as it is': notYet,
};
