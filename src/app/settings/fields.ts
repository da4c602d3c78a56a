import * as z from 'zod';
import type { AccountId } from '../../core/keys.ts';
import { formats } from './formats.ts';

/** Flags, variables and stack parameters are text; a file has numbers. */
const toNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;

const toBoolean = (value: unknown): unknown => {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return word === 'true' || word === 'false' ? word === 'true' : value;
};

const toList = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '')
    : value;

const wholeNumber = (least: number, most: number) => z.preprocess(toNumber, z.int().min(least).max(most));

const DAYS = 'a whole number of days from 1 to 3650';

export const days = (fallback: number, meaning: string) => ({
  schema: wholeNumber(1, 3650).default(fallback),
  meaning,
  allowed: DAYS,
});

export const optionalDays = (meaning: string) => ({
  schema: wholeNumber(1, 3650).optional(),
  meaning,
  allowed: DAYS,
});

type Limits = readonly [least: number, most: number];

const within = ([least, most]: Limits): string => `a whole number from ${least} to ${most}`;

export const count = (fallback: number, limits: Limits, meaning: string) => ({
  schema: wholeNumber(...limits).default(fallback),
  meaning,
  allowed: within(limits),
});

export const optionalCount = (limits: Limits, meaning: string) => ({
  schema: wholeNumber(...limits).optional(),
  meaning,
  allowed: within(limits),
});

export const percent = (fallback: number, meaning: string) => ({
  schema: wholeNumber(0, 100).default(fallback),
  meaning,
  allowed: `${within([0, 100])}; 100 sets no limit`,
});

export const choice = <const T extends readonly [string, ...string[]]>(
  values: T,
  fallback: T[number],
  meaning: string,
) => ({
  schema: z.enum(values).default(fallback as never),
  meaning,
  allowed: values.join(' or '),
});

export const flag = (fallback: boolean, meaning: string) => ({
  schema: z.preprocess(toBoolean, z.boolean()).default(fallback),
  meaning,
  allowed: 'true or false',
});

export const optionalFlag = (meaning: string) => ({
  schema: z.preprocess(toBoolean, z.boolean()).optional(),
  meaning,
  allowed: 'true or false',
});

interface Format {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly allowed: string;
}

const formatted = ({ pattern, longest }: Format) => z.string().max(longest).regex(pattern);

export const text = (format: Format, meaning: string) => ({
  schema: formatted(format).optional(),
  meaning,
  allowed: format.allowed,
});

export const textOr = (format: Format, fallback: string, meaning: string) => ({
  schema: formatted(format).default(fallback),
  meaning,
  allowed: format.allowed,
});

export const accountId = (meaning: string) => ({
  schema: formatted(formats.accountId)
    .transform((id) => id as AccountId)
    .optional(),
  meaning,
  allowed: formats.accountId.allowed,
});

export const texts = (format: Format, meaning: string) => ({
  schema: z.preprocess(toList, z.array(formatted(format)).readonly()).default([]),
  meaning,
  allowed: `a list, each ${format.allowed}`,
});

/** A setting whose capability does not exist yet: it takes its default and nothing else. */
export const notYet = <T extends z.ZodType>(schema: T, meaning: string, instead: string) => ({
  schema,
  meaning,
  allowed: `nothing but the default: ${instead}`,
});

export const noList = () => z.preprocess(toList, z.array(z.string()).max(0)).default([]);
