import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../repository/architecture/sources.ts';
import { type EndedTool, run } from './tool.ts';

/** A folder of Terraform's with a configuration and a state of its own. */
export interface Workspace {
  readonly terraform: (...args: readonly string[]) => Promise<EndedTool>;
  /** Another configuration, of the same modules. */
  readonly write: (configuration: string) => void;
  /** What `terraform plan` would do, as Terraform's JSON says it. Throws with Terraform's words where it refuses. */
  readonly plan: () => Promise<TerraformPlan>;
  readonly close: () => void;
}

/** Of https://developer.hashicorp.com/terraform/internals/json-format#plan-representation. */
export interface TerraformPlan {
  readonly resource_changes: readonly PlannedChange[];
}

export interface PlannedChange {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    // biome-ignore lint/suspicious/noExplicitAny: attributes of many types.
    readonly after: any;
  };
}

/** What a plan changes: addresses and actions, as `aws_iam_user.a update`. */
export const changesOf = ({ resource_changes }: TerraformPlan): readonly string[] =>
  resource_changes
    .filter(({ change }) => !['no-op', 'read'].includes(change.actions.join()))
    .map(({ address, change }) => `${address} ${change.actions.join(', ')}`);

/**
 * Where a machine may have providers for machines that reach no registry: laid out as Terraform asks
 * (https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror), one folder per registry.
 */
const mirrors = (): readonly string[] => {
  const below = (folder: string): readonly string[] =>
    existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const candidates = [
    ...(process.env.KEYTURN_TERRAFORM_PROVIDERS === undefined ? [] : [process.env.KEYTURN_TERRAFORM_PROVIDERS]),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
    ...below('/opt'),
  ];
  return candidates.filter((folder) => existsSync(join(folder, 'registry.terraform.io/hashicorp/aws')));
};

/**
 * The folder of providers, where Terraform and the provider `aws` are there. `undefined`: they are not, which is said.
 * No package of a registry that this project installs from brings them: so their absence is no failure, not even where
 * referees are required.
 */
export const terraformProviders = async (): Promise<string | undefined> => {
  const [folder] = mirrors();
  const { code } = await run('terraform', ['version']);
  if (code === 0 && folder !== undefined) return folder;
  console.warn('skipped: terraform, or its provider aws, not found');
  return undefined;
};

/** Ready to plan: the configuration is written, its modules and the provider are found. */
export const createWorkspace = async (
  providers: string,
  configuration: string,
  environment: NodeJS.ProcessEnv,
): Promise<Workspace> => {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-terraform-'));
  const write = (text: string): void => writeFileSync(join(folder, 'main.tf'), text);
  const env = { ...environment, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_CLI_ARGS: '-no-color' };
  const terraform = (...args: readonly string[]): Promise<EndedTool> => runLong(`-chdir=${folder}`, args, env);
  write(configuration);
  const { code, stderr } = await terraform('init', '-input=false', `-plugin-dir=${providers}`);
  if (code !== 0) throw new Error(stderr);
  const plan = async (): Promise<TerraformPlan> => {
    const planned = await terraform('plan', '-input=false', '-out=plan');
    if (planned.code !== 0) throw new Error(planned.stderr);
    return JSON.parse((await terraform('show', '-json', 'plan')).stdout);
  };
  return { terraform, write, plan, close: () => rmSync(folder, { recursive: true }) };
};

/** The folder of a module of this project. */
export const moduleFolder = (name: 'deployment' | 'member-role'): string => join(root, 'terraform', name);

const runLong = (folder: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<EndedTool> =>
  new Promise((resolve) => {
    execFile(
      'terraform',
      [folder, ...args],
      { env, timeout: 240_000, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });
