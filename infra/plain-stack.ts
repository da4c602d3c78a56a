import { rmSync } from 'node:fs';
import { App, BootstraplessSynthesizer, type IStackSynthesizer, Stack, Tags } from 'aws-cdk-lib';

export interface StackShape {
  /** Of the template's file, without its ending. */
  readonly name: string;
  readonly description: string;
  /** What the resources are part of, as their tag `keyturn:part` says. */
  readonly part: string;
}

/** A stack whose template holds what was put into it and nothing of the CDK's. */
export const plainStack = ({ name, description, part }: StackShape): Stack => {
  // The CDK's own rules take ten seconds; cfn-lint judges what is written.
  const app = new App({ analyticsReporting: false, treeMetadata: false, builtinCloudFormationValidation: false });
  const stack = new Stack(app, name, {
    description,
    synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer,
  });
  Tags.of(stack).add('keyturn:part', part);
  return stack;
};

export type PlainTemplate = Readonly<Record<string, unknown>>;

/** In the order in which AWS's documentation shows them. */
const sections = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
];

export const templateOf = (stack: Stack): PlainTemplate => {
  const app = stack.node.root;
  if (!App.isApp(app)) throw new Error('the stack has no app');
  const assembly = app.synth();
  const made: Record<string, unknown> = assembly.getStackByName(stack.stackName).template;
  rmSync(assembly.directory, { recursive: true });
  const all: Record<string, unknown> = { AWSTemplateFormatVersion: '2010-09-09', ...made };
  const unknown = Object.keys(all).filter((section) => !sections.includes(section));
  if (unknown.length > 0) throw new Error(`unexpected sections: ${unknown.join()}`);
  return Object.fromEntries(sections.flatMap((section) => (section in all ? [[section, all[section]]] : [])));
};
