import { templateFiles } from './names.ts';
import type { PlainTemplate } from './plain-stack.ts';
import { synthesize } from './synthesize.ts';

const zips = { inventory: 'account-inventory.zip', rotation: 'access-key-rotation.zip', notifier: 'notifier.zip' };

/** Every template, made once. */
export const templates = synthesize(zips);

export const templateNamed = (file: keyof typeof templateFiles): PlainTemplate => {
  const template = templates[templateFiles[file]];
  if (template === undefined) throw new Error(`there is no template ${file}`);
  return template;
};

/** What has no default. */
export const given: Readonly<Record<string, string>> = {
  PrimaryAccountID: '111111111111',
  AWSOrgID: 'o-a1b2c3d4e5',
  S3BucketName: 'artifacts',
  AdminEmailAddress: 'security@example.com',
  WatchRegion: 'eu-central-1',
};

/** The same, of the endpoints. */
export const givenNetwork: Readonly<Record<string, string>> = {
  pVpcId: 'vpc-1',
  pSubnetId: 'subnet-1,subnet-2',
  pRouteTableIds: 'rtb-1',
  pVPCCidr: '10.0.0.0/16',
};
