import { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } from '@smithy/core/config';

/**
 * AWS_REGION, AWS_DEFAULT_REGION (which the SDK alone would not read), the profile's Region; `undefined` when nothing
 * is set.
 */
export const configuredRegion = async (env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> => {
  const named = env.AWS_REGION || env.AWS_DEFAULT_REGION;
  if (named) return named;
  try {
    const profile = { ...NODE_REGION_CONFIG_OPTIONS, environmentVariableSelector: () => undefined };
    return (await loadConfig(profile, NODE_REGION_CONFIG_FILE_OPTIONS)()) || undefined;
  } catch {
    // The SDK's only way to say that no Region is set anywhere.
    return undefined;
  }
};
