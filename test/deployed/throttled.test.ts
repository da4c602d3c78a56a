import { expect, it } from 'vitest';
import { HOUR, plus } from '../../src/core/time.ts';
import { AslError } from './asl/paths.ts';
import { createDeployedOrganization } from './deployed-organization.ts';
import { addUser, keysOf, PAYMENTS } from './organization.ts';

it('an account whose visit finds no place among the functions for two hours is visited in the same run', async () => {
  const deployedOrganization = createDeployedOrganization();
  addUser(deployedOrganization, PAYMENTS, 'alice', [{ ageDays: 95, usedDaysAgo: 1 }]);
  const { functions, world } = deployedOrganization;
  const freeAt = plus(world.now, 2 * HOUR);
  const { invoke } = functions;
  let refused = 0;
  functions.invoke = (name, event, ...rest) => {
    const { step } = event as { readonly step?: string };
    if (step !== 'visit' || world.now >= freeAt) return invoke(name, event, ...rest);
    refused += 1;
    return Promise.reject(new AslError('Lambda.TooManyRequestsException', 'Rate Exceeded.'));
  };
  expect(await deployedOrganization.daily()).toMatchObject({ status: 'SUCCEEDED', childFailures: [] });
  expect(refused).toBeGreaterThan(8);
  expect(keysOf(deployedOrganization, PAYMENTS, 'alice')).toHaveLength(2);
});
