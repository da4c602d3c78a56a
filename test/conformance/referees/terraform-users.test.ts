import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, instant, plus } from '../../../src/core/time.ts';
import { execute } from '../../../src/sandbox/execute.ts';
import { type Example, exampleWorld } from '../../../src/sandbox/http/example-world.fixture.ts';
import { type ServedSandbox, serveSandbox } from '../../../src/sandbox/http/server.ts';
import { addKey, addUser } from '../../../src/sandbox/seed.ts';
import { changesOf, createWorkspace, terraformProviders, type Workspace } from './terraform.ts';
import { environment } from './tool.ts';

const providers = await terraformProviders();

const provider = (more = '') => `provider "aws" {\n  region = "us-east-1"\n${more}\n}\n`;
const user = (more = '') => `resource "aws_iam_user" "ci" {\n  name = "ci"\n${more}\n}\n`;
const accessKey = (more = '') => `resource "aws_iam_access_key" "ci" {\n  user = aws_iam_user.ci.name\n${more}\n}\n`;
const imports = (key: string): string =>
  `import {\n  to = aws_iam_user.ci\n  id = "ci"\n}\nimport {\n  to = aws_iam_access_key.ci\n  id = "${key}"\n}\n`;

const ignoringTags = provider('  ignore_tags {\n    keys = ["keyturn:hold", "keyturn:reader"]\n  }');
const ignoringStatus = accessKey('  lifecycle {\n    ignore_changes = [status]\n  }');
const removed = 'removed {\n  from = aws_iam_access_key.ci\n  lifecycle {\n    destroy = false\n  }\n}\n';

/** docs/terraform.md, "Users and keys that Terraform manages", in the order in which a rotation meets it. */
describe.skipIf(providers === undefined)('What Terraform does with a user and a key that it manages', () => {
  let example: Example;
  let served: ServedSandbox;
  let workspace: Workspace;
  let key: string;

  /** What keyturn, or a person, does in IAM beside Terraform. */
  const iam = (operation: string, input: Readonly<Record<string, unknown>>): unknown =>
    execute(example.world, { service: 'iam', region: 'us-east-1', credentials: example.admin, operation, input });

  const planned = async (configuration: string): Promise<readonly string[]> => {
    workspace.write(configuration);
    return changesOf(await workspace.plan());
  };

  const apply = (configuration: string) => {
    workspace.write(configuration);
    return workspace.terraform('apply', '-auto-approve', '-input=false');
  };

  beforeAll(async () => {
    example = exampleWorld(instant(Date.now()));
    addUser(example.world, example.accountId, { name: 'ci' });
    const createdAt = plus(instant(Date.now()), -100 * DAY);
    key = addKey(example.world, example.accountId, 'ci', { createdAt }).accessKeyId;
    served = await serveSandbox(example.world, { advanceWithRealTime: true });
    const text = provider() + imports(key) + user() + accessKey();
    workspace = await createWorkspace(providers ?? '', text, environment(served.url, example.admin));
    expect(await apply(text)).toMatchObject({ code: 0, stderr: '' });
  });
  afterAll(async () => {
    workspace?.close();
    await served?.close();
  });

  it('sees no new key of keyturn; would activate the old one again, and take tags away', async () => {
    iam('CreateAccessKey', { UserName: 'ci' });
    iam('UpdateAccessKey', { UserName: 'ci', AccessKeyId: key, Status: 'Inactive' });
    iam('TagUser', { UserName: 'ci', Tags: [{ Key: 'keyturn:hold', Value: 'until Monday' }] });
    expect(await planned(provider() + user() + accessKey())).toEqual([
      'aws_iam_access_key.ci update',
      'aws_iam_user.ci update',
    ]);
  });

  it('leaves both alone where it is told to', async () => {
    expect(await planned(ignoringTags + user() + ignoringStatus)).toEqual([]);
  });

  it('makes another key for one that was deleted, whatever it ignores', async () => {
    iam('DeleteAccessKey', { UserName: 'ci', AccessKeyId: key });
    expect(await planned(ignoringTags + user() + ignoringStatus)).toEqual(['aws_iam_access_key.ci create']);
  });

  it('hands the key over by a removed block, and deletes nothing', async () => {
    expect(await apply(ignoringTags + user() + removed)).toMatchObject({ code: 0 });
    const { AccessKeyMetadata } = iam('ListAccessKeys', { UserName: 'ci' }) as { AccessKeyMetadata: readonly object[] };
    expect(AccessKeyMetadata).toHaveLength(1);
  });

  it('cannot delete a user whose key it does not know', async () => {
    const { code, stderr } = await apply(ignoringTags);
    expect(code).toBe(1);
    expect(stderr).toContain('DeleteConflict: Cannot delete entity, must delete access keys first.');
  });
});
