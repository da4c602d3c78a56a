import { s3, sesv2 } from '../aws/sdk-clients.ts';
import { notifierFunction } from './notifier-function.ts';
import { realMeans } from './real-means.ts';

export const handler = notifierFunction(realMeans({ s3, sesv2 }));
