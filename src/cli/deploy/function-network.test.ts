import { describe, expect, it } from 'vitest';
import { checkFunctionNetwork } from './function-network.ts';

const inVpc = {
  RunLambdaInVPC: 'True',
  VpcId: 'vpc-0a1b2c3d',
  SubnetId: 'subnet-0a1b2c3d,subnet-1b2c3d4e',
  VpcEgress: 'anywhere',
};
const frankfurt = { partition: 'aws', region: 'eu-central-1' };
const virginia = { partition: 'aws', region: 'us-east-1' };

/** As `outcome: message`. */
const said = (...given: Parameters<typeof checkFunctionNetwork>) =>
  checkFunctionNetwork(...given).map(({ outcome, message }) => `${outcome}: ${message}`);

describe('what deploy says of the functions in a VPC', () => {
  it('is nothing where they run in none', () => {
    expect(said({ ...inVpc, RunLambdaInVPC: 'False' }, frankfurt)).toEqual([]);
  });

  it('names what a NAT must lead to, and what endpoints can', () => {
    expect(said(inVpc, frankfurt)).toEqual([
      'ok: the functions run in vpc-0a1b2c3d, in 2 subnets, and may reach port 443 of every address',
      'ok: can be reached by endpoints, which ASA-iam-key-auto-rotation-vpc-endpoints.yaml makes: S3 (*.s3.eu-central-1.amazonaws.com), STS (sts.eu-central-1.amazonaws.com), Step Functions (states.eu-central-1.amazonaws.com), SES (email.eu-central-1.amazonaws.com), Secrets Manager (secretsmanager.eu-central-1.amazonaws.com), CloudTrail (cloudtrail.eu-central-1.amazonaws.com)',
      'warning: have no endpoint in this Region, so that a NAT must lead there: CloudTrail (cloudtrail.us-east-1.amazonaws.com), IAM (iam.amazonaws.com), Organizations (organizations.us-east-1.amazonaws.com), Secrets Manager (secretsmanager.*.amazonaws.com), Account Management (account.us-east-1.amazonaws.com)',
    ]);
    const [, , nat] = checkFunctionNetwork(inVpc, frankfurt);
    expect(nat?.remedy).toContain('KT-205 names the host');
  });

  it.each([
    ['SES', 'email-smtp.eu-central-1.amazonaws.com', /port 587 of email-smtp.*pCreateSMTPEndpoint/],
    ['SES of another Region', 'email-smtp.eu-west-1.amazonaws.com', /email-smtp\.eu-west-1.*: a NAT, or a route/],
    ['an own server', 'mail.example.com', /port 587 of mail\.example\.com, .* every address: a NAT, or a route/],
  ])('says how mails leave for an SMTP server: %s', (_, SMTPHost, words) => {
    const lines = said({ ...inVpc, SMTPHost, SMTPPort: '587' }, frankfurt);
    expect(lines.at(-1)).toMatch(words);
    expect(lines.join()).toContain('Systems Manager (ssm.eu-central-1.amazonaws.com)');
  });

  it('warns of a single subnet', () => {
    expect(said({ ...inVpc, SubnetId: 'subnet-0a1b2c3d' }, frankfurt)).toContain(
      'warning: one subnet: while its Availability Zone fails, no run works',
    );
  });

  it('warns of what VpcEgress vpc closes', () => {
    const closed = { ...inVpc, VpcEgress: 'vpc', VpcCidr: '10.0.0.0/16' };
    expect(said(closed, frankfurt)).toEqual([
      expect.stringContaining('port 443 of 10.0.0.0/16'),
      expect.stringContaining('ok: can be reached by endpoints'),
      expect.stringMatching(/^warning: VpcEgress vpc closes the way to .*IAM \(iam\.amazonaws\.com\)/),
      expect.stringContaining('warning: S3PrefixListId is empty'),
    ]);
  });

  it('warns of nothing in the home of IAM, where all is given', () => {
    const closed = { ...inVpc, VpcEgress: 'vpc', VpcCidr: '10.0.0.0/16', S3PrefixListId: 'pl-0a1b2c3d' };
    const findings = said({ ...closed, Regions: 'us-east-1' }, virginia);
    expect(findings).toHaveLength(2);
    expect(findings[0]).toContain('port 443 of 10.0.0.0/16 and pl-0a1b2c3d');
    expect(said(closed, virginia).at(-1)).toContain('Secrets Manager (secretsmanager.*.amazonaws.com)');
  });

  it('counts a Region of the secrets that is not the own', () => {
    expect(said({ ...inVpc, SecretRegion: 'eu-west-1' }, frankfurt).join('\n')).toMatch(
      /NAT must lead there: .*secretsmanager\.eu-west-1\.amazonaws\.com/,
    );
  });
});
