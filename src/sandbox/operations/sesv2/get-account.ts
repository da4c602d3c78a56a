import type { GetAccountResponse } from '@aws-sdk/client-sesv2';
import type { Operation } from '../../call.ts';
import { callersSes } from './state.ts';

export const getAccount: Operation<unknown, GetAccountResponse> = (call) => {
  const { sandboxed, sendingEnabled, max24HourSend, maxSendRate, sentAt } = callersSes(call);
  return {
    ProductionAccessEnabled: !sandboxed,
    SendingEnabled: sendingEnabled,
    EnforcementStatus: 'HEALTHY',
    DedicatedIpAutoWarmupEnabled: false,
    SendQuota: { Max24HourSend: max24HourSend, MaxSendRate: maxSendRate, SentLast24Hours: sentAt.length },
  };
};
