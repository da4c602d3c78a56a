import type { Operation } from '../../call.ts';
import { getAccountSettings } from './get-account-settings.ts';

export const lambdaOperations: Readonly<Record<string, Operation>> = {
  GetAccountSettings: getAccountSettings,
};
