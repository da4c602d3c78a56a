import { organizations, s3, sfn, sts } from '../aws/sdk-clients.ts';
import { inventoryFunction } from './inventory-function.ts';
import { realMeans } from './real-means.ts';

export const handler = inventoryFunction(realMeans({ organizations, s3, sfn, sts }));
