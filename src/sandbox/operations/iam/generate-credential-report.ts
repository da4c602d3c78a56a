import type { GenerateCredentialReportResponse } from '@aws-sdk/client-iam';
import { HOUR, plus } from '../../../core/time.ts';
import type { Operation } from '../../call.ts';
import { renderReport } from './credential-report.ts';
import { accountOf } from './find.ts';

/** A report stands for this long; until then no new one is made. */
export const REPORT_LIFETIME = 4 * HOUR;

export const generateCredentialReport: Operation<unknown, GenerateCredentialReportResponse> = (call) => {
  const { world, now } = call;
  const account = accountOf(call);
  const { report } = account;
  if (report !== undefined && now < report.readyAt) return { State: 'INPROGRESS' };
  if (report !== undefined && now < report.readyAt + REPORT_LIFETIME) return { State: 'COMPLETE' };
  const readyAt = plus(now, world.settings.reportDelayMs);
  account.report = { startedAt: now, readyAt, content: renderReport(world, account) };
  const Description = report === undefined ? 'No report exists. Starting a new report generation task' : undefined;
  return { State: 'STARTED', Description };
};
