/** State of the seeded generator that makes every id of a world; plain numbers, so that a world can be cloned. */
export interface IdState {
  random: number;
  serial: number;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const BASE64 = `${BASE62}+/`;
const HEX = '0123456789abcdef';

/** A number in [0, 2^32): mulberry32. */
export const draw = (ids: IdState): number => {
  ids.random = (ids.random + 0x6d2b79f5) | 0;
  let t = ids.random;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
};

const text = (ids: IdState, alphabet: string, length: number): string => {
  let out = '';
  for (let i = 0; i < length; i++) out += alphabet[draw(ids) % alphabet.length];
  return out;
};

/**
 * The next serial number, scrambled by a bijection of 30 bits, as six characters: what makes ids unique, not just
 * likely to be.
 */
const scrambledSerial = (ids: IdState): string => {
  let n = Math.imul(ids.serial++, 0x2545f491) & 0x3fffffff;
  let out = '';
  for (let i = 0; i < 6; i++) {
    out += BASE32[n & 31];
    n >>>= 5;
  }
  return out;
};

const UNIQUE_ID_LENGTH = { AKIA: 16, ASIA: 16, AIDA: 17, AROA: 17, AGPA: 17, ANPA: 17 } as const;

export const uniqueId = (ids: IdState, prefix: keyof typeof UNIQUE_ID_LENGTH): string =>
  prefix + text(ids, BASE32, UNIQUE_ID_LENGTH[prefix] - 6) + scrambledSerial(ids);

export const secretKey = (ids: IdState): string => text(ids, BASE64, 40);

export const sessionToken = (ids: IdState): string => `IQoJb3JpZ2luX2Vj${text(ids, BASE64, 64)}`;

/** The six characters that Secrets Manager adds to a secret's name in its ARN. */
export const arnSuffix = (ids: IdState): string => text(ids, BASE62, 6);

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const eightHex = (n: number): string =>
  `${BYTES[n >>> 24]}${BYTES[(n >>> 16) & 255]}${BYTES[(n >>> 8) & 255]}${BYTES[n & 255]}`;

export const uuid = (ids: IdState): string => {
  const [a, b, c, d] = [eightHex(draw(ids)), eightHex(draw(ids)), eightHex(draw(ids)), eightHex(draw(ids))];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${'89ab'[draw(ids) & 3]}${c.slice(1, 4)}-${c.slice(4)}${d}`;
};

export const hexId = (ids: IdState, length: number): string => text(ids, HEX, length);

export const lowerId = (ids: IdState, length: number): string =>
  text(ids, 'abcdefghijklmnopqrstuvwxyz0123456789', length);

export const digits = (ids: IdState, length: number): string => text(ids, '0123456789', length);
