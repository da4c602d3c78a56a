import { GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam';
import { isAwsFault } from '../../app/faults/aws-fault.ts';
import type { Users } from '../../app/ports/iam.ts';
import type { Client } from '../client/client-factory.ts';
import { ask, expected } from '../client/send.ts';
import { readCredentialReport } from './report-rows.ts';

/** IAM's credential report: one answer about all users of an account. */
export const credentialReports = (iam: Client): Pick<Users, 'credentialReport' | 'requestCredentialReport'> => ({
  requestCredentialReport: () =>
    unlessRefused(async () => {
      const { State } = await ask(iam, new GenerateCredentialReportCommand({}));
      return State === 'COMPLETE' ? 'ready' : 'in-progress';
    }),
  credentialReport: () =>
    unlessRefused(async () => {
      const { Content } = await ask(iam, new GetCredentialReportCommand({}));
      const bytes = expected(Content, 'iam:GetCredentialReport', 'Content');
      // A report that cannot be read is as good as none: whoever asked lists instead.
      return readCredentialReport(Buffer.from(bytes).toString('utf8')) ?? 'refused';
    }),
});

/** Not made yet, being made, and older than four hours are errors to AWS; asking for a report again cures all three. */
const unlessRefused = async <T>(request: () => Promise<T>): Promise<T | 'in-progress' | 'refused'> => {
  try {
    return await request();
  } catch (error) {
    if (isAwsFault(error, 'missing')) return 'in-progress';
    if (isAwsFault(error, 'denied', 'limit', 'throttled')) return 'refused';
    throw error;
  }
};
