import type { ServiceConstraints, ShapeConstraint } from './constraint.ts';

/** What the model forbids of one value. `path` as the SDK spells it; items of lists count from one. */
export interface ConstraintViolation {
  readonly kind: 'unplayed' | 'type' | 'missing' | 'enum' | 'min' | 'max' | 'pattern';
  readonly path: readonly string[];
  readonly value: unknown;
  readonly shape: ShapeConstraint;
}

/** Everything in the input that the model forbids, or that the sandbox does not play. */
export const violationsOf = (
  table: ServiceConstraints,
  name: string,
  input: unknown,
): readonly ConstraintViolation[] => {
  const found: ConstraintViolation[] = [];
  const shape = shapeOf(table, name);
  inspect({ table, found }, { shape, path: NOWHERE, value: input });
  return found;
};

const NOWHERE: readonly string[] = [];

interface Inspection {
  readonly table: ServiceConstraints;
  readonly found: ConstraintViolation[];
}

interface Place {
  readonly shape: ShapeConstraint;
  readonly path: readonly string[];
  readonly value: unknown;
}

const inspect = (inspection: Inspection, place: Place): void => {
  const { shape, value } = place;
  if (!isOf(shape.type, value)) {
    inspection.found.push({ ...place, kind: 'type' });
    return;
  }
  if (outOfRange(shape, value))
    inspection.found.push({ ...place, kind: sizeOf(value) < (shape.min ?? 0) ? 'min' : 'max' });
  if (shape.enum?.includes(String(value)) === false) inspection.found.push({ ...place, kind: 'enum' });
  if (shape.pattern !== undefined && !whole(shape.pattern).test(String(value)))
    inspection.found.push({ ...place, kind: 'pattern' });
  if (shape.members !== undefined) inspectMembers(inspection, place, shape.members);
  else if (shape.item !== undefined) inspectItems(inspection, place, shape.item);
  else if (shape.key !== undefined && shape.value !== undefined) inspectEntries(inspection, place);
};

type Fields = Readonly<Record<string, unknown>>;

const inspectMembers = (
  inspection: Inspection,
  { shape, path, value }: Place,
  members: Readonly<Record<string, string>>,
): void => {
  const fields = value as Fields;
  for (const name of shape.required ?? [])
    if (fields[name] == null) inspection.found.push({ kind: 'missing', path: [...path, name], value: null, shape });
  for (const name of Object.keys(fields)) {
    const inner = fields[name];
    if (inner == null) continue;
    const of = Object.hasOwn(members, name) ? members[name] : undefined;
    if (of === undefined) inspection.found.push({ kind: 'unplayed', path: [...path, name], value: inner, shape });
    else if (!isFineText(shapeOf(inspection.table, of), inner))
      inspect(inspection, { shape: shapeOf(inspection.table, of), path: [...path, name], value: inner });
  }
};

/** Most members are: no path is made for them, as random stories make millions of calls. */
const isFineText = (shape: ShapeConstraint, value: unknown): boolean =>
  typeof value === 'string' &&
  shape.type === 'string' &&
  shape.enum === undefined &&
  !outOfRange(shape, value) &&
  (shape.pattern === undefined || whole(shape.pattern).test(value));

const inspectItems = (inspection: Inspection, { path, value }: Place, item: string): void => {
  const shape = shapeOf(inspection.table, item);
  for (const [index, inner] of (value as readonly unknown[]).entries())
    inspect(inspection, { shape, path: [...path, String(index + 1), 'member'], value: inner });
};

const inspectEntries = (inspection: Inspection, { shape, path, value }: Place): void => {
  const [key, inner] = [shapeOf(inspection.table, shape.key ?? ''), shapeOf(inspection.table, shape.value ?? '')];
  for (const [name, each] of Object.entries(value as Fields)) {
    inspect(inspection, { shape: key, path, value: name });
    inspect(inspection, { shape: inner, path: [...path, name, 'member'], value: each });
  }
};

const shapeOf = ({ shapes }: ServiceConstraints, name: string): ShapeConstraint => {
  const shape = shapes[name];
  if (shape === undefined) throw new Error(`The sandbox has no constraints of ${name}: npm run constraints`);
  return shape;
};

const isOf = (type: ShapeConstraint['type'], value: unknown): boolean => {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'map':
    case 'structure':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'timestamp':
      return value instanceof Date && !Number.isNaN(value.getTime());
    default:
      // Bytes, or text that the SDK makes bytes of, or a stream.
      return true;
  }
};

const outOfRange = ({ min, max }: ShapeConstraint, value: unknown): boolean => {
  if (min === undefined && max === undefined) return false;
  const size = sizeOf(value);
  return size < (min ?? 0) || size > (max ?? Number.POSITIVE_INFINITY);
};

/** The value of a number, the length of anything else. */
const sizeOf = (value: unknown): number => {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return value instanceof Uint8Array ? value.byteLength : Object.keys(value as object).length;
};

const compiled = new Map<string, RegExp>();

/** The models' patterns are Java's, and mean the whole text; only those of Unicode classes need JavaScript's `u`. */
const whole = (pattern: string): RegExp => {
  const known = compiled.get(pattern) ?? new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
  compiled.set(pattern, known);
  return known;
};
