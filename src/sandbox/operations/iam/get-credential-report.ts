import type { GetCredentialReportResponse } from '@aws-sdk/client-iam';
import { AwsError, type Operation } from '../../call.ts';
import { accountOf } from './find.ts';
import { REPORT_LIFETIME } from './generate-credential-report.ts';

export const getCredentialReport: Operation<unknown, GetCredentialReportResponse> = (call) => {
  const { report } = accountOf(call);
  if (report === undefined) throw new AwsError('ReportNotPresent', 'Report is not present', 410);
  if (call.now < report.readyAt) throw new AwsError('ReportInProgress', 'Report generation is in progress', 404);
  if (call.now >= report.readyAt + REPORT_LIFETIME) throw new AwsError('ReportExpired', 'Report has expired', 410);
  return {
    Content: new TextEncoder().encode(report.content),
    ReportFormat: 'text/csv',
    GeneratedTime: new Date(report.readyAt),
  };
};
