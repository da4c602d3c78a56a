import { s3, sesv2, ssm } from '../aws/client/service-constructors.ts';
import { notifierFunction } from './notifier-function.ts';
import { realDependencies } from './real-parts.ts';

export const handler = notifierFunction(realDependencies({ s3, sesv2, ssm }));
