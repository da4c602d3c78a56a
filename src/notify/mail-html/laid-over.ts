import type { ChildNode, Declaration } from 'postcss';
import { isFarOff, isLow } from './hiding.ts';

/** What hides only together with something else, and what hides others than the element it is said of. */
export interface Traits {
  /** What does not fit into the box is cut off. */
  readonly clips: boolean;
  /** The box has a height of its own, in which a mail does not fit. */
  readonly isLow: boolean;
  /** The property by which the element may lie over another. */
  readonly covers: string | undefined;
  readonly isOneColour: boolean;
}

/** Of one rule, or of one element's own style. */
export const traitsOf = (nodes: readonly ChildNode[]): Traits => {
  const declarations = nodes.filter((node): node is Declaration => node.type === 'decl').map(plain);
  const isGone = declarations.some(({ name, value }) => name === 'display' && value.startsWith('none'));
  return {
    clips: declarations.some(({ name, value }) => /^overflow(-y|-block)?$/.test(name) && /hidden|clip/.test(value)),
    isLow: declarations.some(({ name, value }) => LIMITS_HEIGHT.test(name) && isLow(value)),
    covers: isGone ? undefined : declarations.find(covers)?.name,
    isOneColour: isOneColour(declarations),
  };
};

interface Plain {
  readonly name: string;
  readonly value: string;
}

const plain = ({ prop, value }: Declaration): Plain => ({
  name: prop.toLowerCase(),
  value: value.toLowerCase().trim(),
});

const LIMITS_HEIGHT = /^(max-)?(height|block-size)$|line-clamp$/;

/** An element that is taken out of the flow, or moved, may lie where the actions are, with other words on it. */
const covers = ({ name, value }: Plain): boolean => {
  if (name === 'position') return !/^(static|relative|initial|unset|inherit)/.test(value);
  if (/^(margin|inset)(-\w+)*$|^(top|right|bottom|left)$/.test(name)) return isFarOff(value);
  return /^(transform|translate)$/.test(name) && !/^(none|initial)\b/.test(value);
};

const isOneColour = (declarations: readonly Plain[]): boolean => {
  const ground = declarations.find(({ name }) => name === 'background' || name === 'background-color')?.value;
  const ink = declarations.find(({ name }) => name === 'color')?.value;
  return ink !== undefined && ink === ground && !/^(inherit|initial|unset)/.test(ink);
};
