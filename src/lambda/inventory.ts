import { organizations, s3, sfn, sts } from '../aws/client/service-constructors.ts';
import { inventoryFunction } from './inventory-function.ts';
import { realMeans } from './real-parts.ts';

export const handler = inventoryFunction(realMeans({ organizations, s3, sfn, sts }));
