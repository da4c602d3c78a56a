import fc from 'fast-check';
import { expect, it } from 'vitest';
import { secretName, secretNameWithId, userOfSecret } from '../../src/app/secret/name.ts';
import type { AccountId } from '../../src/core/keys.ts';

const ACCOUNT = '222222222222' as AccountId;

/** All that IAM allows in a user name. */
const userName = fc.string({
  unit: fc.constantFrom(...'abzAZ019+=,.@_-', '_AccessKey', '_User_', '2C'),
  minLength: 1,
  maxLength: 20,
});

it('each user of an account has a secret of its own, whatever the name', () => {
  fc.assert(
    fc.property(userName, userName, (a, b) => {
      fc.pre(a !== b);
      expect(secretName(ACCOUNT, a)).not.toBe(secretName(ACCOUNT, b));
    }),
    { numRuns: 2_000 },
  );
});

it('the name of a secret holds what AWS allows, and names its user', () => {
  fc.assert(
    fc.property(userName, (name) => {
      const secret = secretName(ACCOUNT, name);
      expect(secret).toMatch(/^[\w/+=.@!-]+$/);
      expect(userOfSecret(ACCOUNT, secret)).toBe(name);
    }),
    { numRuns: 2_000 },
  );
});

it("the name with an id is nobody else's, whatever the others are called, and names its user too", () => {
  fc.assert(
    fc.property(userName, userName, (name, other) => {
      const secret = secretNameWithId(ACCOUNT, { name, id: 'AIDAZM24RXLXWI3VWR3F5' });
      expect(secret).toMatch(/^[\w/+=.@!-]+$/);
      expect(secret).not.toBe(secretName(ACCOUNT, other));
      expect(secret).not.toBe(secretNameWithId(ACCOUNT, { name, id: 'AIDAZM24RXLXWI3VWR3F6' }));
      expect(userOfSecret(ACCOUNT, secret)).toBe(name);
    }),
    { numRuns: 2_000 },
  );
});

it('a secret of another account, or of another shape, names no user', () => {
  expect(userOfSecret('333333333333' as AccountId, secretName(ACCOUNT, 'ann'))).toBeUndefined();
  expect(userOfSecret(ACCOUNT, 'Account_222222222222_User_ann')).toBeUndefined();
  expect(userOfSecret(ACCOUNT, 'something else')).toBeUndefined();
});
