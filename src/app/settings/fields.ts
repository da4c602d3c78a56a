import * as z from 'zod';

/** What a setting means and takes, in words for help texts and for refusals. */
export interface AboutSetting {
  readonly meaning: string;
  /** Completes "give ...". */
  readonly allowed: string;
}

export const aboutSettings: z.core.$ZodRegistry<AboutSetting> = z.registry<AboutSetting>();

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

export const days = (fallback: number, meaning: string) =>
  wholeNumber(1, 3650).default(fallback).register(aboutSettings, {
    meaning,
    allowed: 'a whole number of days from 1 to 3650',
  });

export const optionalDays = (meaning: string) =>
  wholeNumber(1, 3650).optional().register(aboutSettings, {
    meaning,
    allowed: 'a whole number of days from 1 to 3650',
  });

export const count = (fallback: number, limits: readonly [number, number], meaning: string) =>
  wholeNumber(...limits)
    .default(fallback)
    .register(aboutSettings, { meaning, allowed: `a whole number from ${limits[0]} to ${limits[1]}` });

export const optionalCount = (limits: readonly [number, number], meaning: string) =>
  wholeNumber(...limits)
    .optional()
    .register(aboutSettings, { meaning, allowed: `a whole number from ${limits[0]} to ${limits[1]}` });

export const percent = (fallback: number, meaning: string) =>
  wholeNumber(0, 100).default(fallback).register(aboutSettings, {
    meaning,
    allowed: 'a whole number from 0 to 100; 100 sets no limit',
  });

export const choice = <const T extends readonly [string, ...string[]]>(
  values: T,
  fallback: T[number],
  meaning: string,
) =>
  z
    .enum(values)
    .default(fallback as never)
    .register(aboutSettings, { meaning, allowed: values.join(' or ') });

export const flag = (fallback: boolean, meaning: string) =>
  z.preprocess(toBoolean, z.boolean()).default(fallback).register(aboutSettings, { meaning, allowed: 'true or false' });

export const optionalFlag = (meaning: string) =>
  z.preprocess(toBoolean, z.boolean()).optional().register(aboutSettings, { meaning, allowed: 'true or false' });

interface Format {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly allowed: string;
}

const formatted = ({ pattern, longest }: Format) => z.string().max(longest).regex(pattern);

export const text = (format: Format, meaning: string) =>
  formatted(format).optional().register(aboutSettings, { meaning, allowed: format.allowed });

export const textOr = (format: Format, fallback: string, meaning: string) =>
  formatted(format).default(fallback).register(aboutSettings, { meaning, allowed: format.allowed });

export const texts = (format: Format, meaning: string) =>
  z
    .preprocess(toList, z.array(formatted(format)))
    .default([])
    .register(aboutSettings, { meaning, allowed: `a list, each ${format.allowed}` });

/** A setting whose capability does not exist yet: it takes its default and nothing else. */
export const notYet = <T extends z.ZodType>(schema: T, meaning: string, instead: string): T => {
  aboutSettings.add(schema, { meaning, allowed: `nothing but the default: ${instead}` });
  return schema;
};

export const noList = () => z.preprocess(toList, z.array(z.string()).max(0)).default([]);
export const onlyFalse = () => z.preprocess(toBoolean, z.literal(false)).default(false);
