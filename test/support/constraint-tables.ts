import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ServiceConstraints, ShapeConstraint } from '../../src/sandbox/constraints/constraint.ts';
import { playedMembers } from '../../src/sandbox/constraints/played.ts';
import type { SandboxService } from '../../src/sandbox/service-name.ts';
import { root } from '../repository/architecture/sources.ts';

interface ModelShape {
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly sensitive?: boolean;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
}

interface Model {
  readonly metadata: { readonly apiVersion: string };
  readonly operations: Readonly<Record<string, { readonly input?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, ModelShape>>;
}

/** What botocore's models in that folder say of the inputs that the sandbox plays. */
export const constraintTables = (folder = installedModels()): Record<string, ServiceConstraints> =>
  Object.fromEntries(
    Object.entries(playedMembers).map(([service, operations]) => [
      service,
      serviceTable(modelOf(folder, service as SandboxService), operations),
    ]),
  );

/** Where pip puts botocore's models; undefined if it is not installed in the checkout. */
export const findInstalledModels = (): string | undefined => {
  const library = join(root, '.venv', 'lib');
  const versions = existsSync(library) ? readdirSync(library) : [];
  return versions.map((each) => join(library, each, 'site-packages', 'botocore', 'data')).find(existsSync);
};

const installedModels = (): string => {
  const found = findInstalledModels();
  if (found === undefined) throw new Error('botocore is not installed in .venv: name a folder of its models');
  return found;
};

const modelOf = (folder: string, service: SandboxService): Model => {
  const home = join(folder, service === 'sfn' ? 'stepfunctions' : service);
  const newest = readdirSync(home).sort().at(-1) ?? '';
  return JSON.parse(gunzipSync(readFileSync(join(home, newest, 'service-2.json.gz'))).toString());
};

type Played = Readonly<Record<string, string>>;
type Shapes = Record<string, ShapeConstraint>;

const serviceTable = (model: Model, operations: Played): ServiceConstraints => {
  const shapes: Shapes = {};
  for (const [operation, played] of Object.entries(operations)) {
    const name = model.operations[operation]?.input?.shape;
    // Under the operation's name: several may share an input of which each plays other members.
    if (name === undefined) shapes[operation] = { type: 'structure', members: {} };
    else addPruned(model, shapes, { name, as: operation, paths: played.split(' ') });
  }
  return { api: model.metadata.apiVersion, shapes: sorted(shapes) };
};

interface Pruned {
  readonly name: string;
  readonly as: string;
  /** `Content.Raw` keeps of `Content` what is named. */
  readonly paths: readonly string[];
}

const addPruned = (model: Model, shapes: Shapes, { name, as, paths }: Pruned): string => {
  const { members = {}, required = [] } = shapeOf(model, name);
  const kept = [...new Set(paths.map((path) => path.split('.')[0] ?? ''))].filter((member) => member !== '');
  const entries = kept.map((member): [string, string] => {
    const shape = members[member]?.shape;
    if (shape === undefined) throw new Error(`${as} has no member ${member}`);
    const inner = paths.filter((path) => path.startsWith(`${member}.`)).map((path) => path.slice(member.length + 1));
    const pruned = { name: shape, as: `${as}.${member}`, paths: inner };
    return [member, inner.length === 0 ? addWhole(model, shapes, shape) : addPruned(model, shapes, pruned)];
  });
  shapes[as] = { type: 'structure', ...requiredOf(required), members: Object.fromEntries(entries) };
  return as;
};

const addWhole = (model: Model, shapes: Shapes, name: string): string => {
  const shape = shapeOf(model, name);
  const own = constraintOf(shape);
  const holds = shape.member ?? shape.key ?? shape.members;
  // Shapes that only name a type are one.
  const as = Object.keys(own).length === 1 && holds === undefined ? own.type : name;
  if (shapes[as] !== undefined) return as;
  shapes[as] = own;
  const inner = { ...each('item', shape.member), ...each('key', shape.key), ...each('value', shape.value) };
  const members = Object.entries(shape.members ?? {}).map(([member, { shape: of }]) => [
    member,
    addWhole(model, shapes, of),
  ]);
  for (const [role, of] of Object.entries(inner)) Object.assign(own, { [role]: addWhole(model, shapes, of) });
  if (own.type === 'structure')
    Object.assign(own, requiredOf(shape.required), { members: Object.fromEntries(members) });
  return as;
};

const each = (role: string, of: { readonly shape: string } | undefined): Record<string, string> =>
  of === undefined ? {} : { [role]: of.shape };

const constraintOf = ({ type, min, max, pattern, enum: values, sensitive }: ModelShape): ShapeConstraint => ({
  type: TYPES[type] ?? (type as ShapeConstraint['type']),
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
  ...(pattern === undefined ? {} : { pattern }),
  ...(values === undefined ? {} : { enum: values }),
  ...(sensitive ? { sensitive } : {}),
});

const TYPES: Readonly<Record<string, ShapeConstraint['type']>> = { long: 'integer' };

const requiredOf = (required: readonly string[] | undefined) => (required?.length ? { required } : {});

const shapeOf = (model: Model, name: string): ModelShape => {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`the model has no shape ${name}`);
  return shape;
};

const sorted = (shapes: Shapes): Shapes =>
  Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1)));
