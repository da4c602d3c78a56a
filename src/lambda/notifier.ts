import { s3, sesv2 } from '../aws/client/service-constructors.ts';
import { notifierFunction } from './notifier-function.ts';
import { realMeans } from './real-parts.ts';

export const handler = notifierFunction(realMeans({ s3, sesv2 }));
