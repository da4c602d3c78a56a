import { organizations, s3, sfn, sts } from '../aws/client/service-constructors.ts';
import { inventoryFunction } from './inventory-function.ts';
import { realDependencies } from './real-parts.ts';

export const handler = inventoryFunction(realDependencies({ organizations, s3, sfn, sts }));
