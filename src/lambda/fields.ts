import * as z from 'zod';
import { readUserTarget, type UserTarget } from '../app/observe/user-target.ts';
import { formats } from '../app/settings/formats.ts';
import type { AccountId } from '../core/keys.ts';

interface Format {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly allowed: string;
}

/** Texts of a form; every complaint is in the same words. */
export const text = ({ pattern, longest, allowed: error }: Format) =>
  z.string({ error }).max(longest, { error }).regex(pattern, { error });

export const words = (longest: number) => {
  const error = `a text of up to ${longest} characters`;
  return z.string({ error }).max(longest, { error });
};

export const object = <T extends z.core.$ZodLooseShape>(shape: T) => z.strictObject(shape, { error: 'an object' });

export const accountId = () =>
  text({ ...formats.accountId, allowed: 'an account id of twelve digits, as a text' }).transform(
    (id) => id as AccountId,
  );

/** A root user's address, or none: AWS knows accounts whose address it does not tell. */
export const emailOrNone = () =>
  z.union([z.literal(''), text(formats.email)], { error: `${formats.email.allowed}, or ""` });

/** As people write it, and as CloudFormation parameters spell it. */
export const flag = () =>
  z
    .preprocess(
      (value) => flagWords.get(typeof value === 'string' ? value.toLowerCase() : value) ?? value,
      z.boolean({
        error: 'true or false',
      }),
    )
    .optional();

const flagWords: ReadonlyMap<unknown, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

export const whole = (least: number, most: number) => {
  const error = `a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

export const yesOrNo = () => z.boolean({ error: 'true or false, without quotes' });

/** The user to rotate, by name or ARN. */
export const forcedUser = () => z.string({ error: FORCED }).max(700, { error: FORCED }).transform(readUser);

const FORCED =
  'a user name of up to 64 letters, digits and +=,.@_-, or an ARN such as arn:aws:iam::123456789012:user/name';

const readUser = (given: string, context: z.RefinementCtx<string>): UserTarget => {
  const target = readUserTarget(given);
  if (target !== undefined) return target;
  context.addIssue({ code: 'custom', message: FORCED, input: given });
  return z.NEVER;
};
