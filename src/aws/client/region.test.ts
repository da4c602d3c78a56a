import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { stubProfile } from './profile.fixture.ts';
import { configuredRegion } from './region.ts';

beforeEach(async () => {
  vi.stubEnv('AWS_REGION', '');
  vi.stubEnv('AWS_DEFAULT_REGION', '');
  await stubProfile();
});
afterEach(() => vi.unstubAllEnvs());

describe('the Region', () => {
  test('is AWS_REGION, then AWS_DEFAULT_REGION, then the profile’s', async () => {
    await stubProfile('region = eu-west-3');
    expect(await configuredRegion()).toBe('eu-west-3');
    vi.stubEnv('AWS_DEFAULT_REGION', 'eu-west-2');
    expect(await configuredRegion()).toBe('eu-west-2');
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    expect(await configuredRegion()).toBe('eu-west-1');
  });

  test('is unknown when nothing is set', async () => {
    expect(await configuredRegion()).toBeUndefined();
  });
});
