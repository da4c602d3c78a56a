import { expect, test } from 'vitest';
import { deactivatedExample, keyId, noticeExample } from '../digest-example.ts';
import { mailOf, textOf } from '../mail-of.fixture.ts';

test('the owner of a deactivated key hears what undoes it, and until when', async () => {
  const { text, html } = await mailOf({ notices: [deactivatedExample()] });
  expect(text).toContain('  Undo until: 13 March 2027, 09:00 UTC (in 10 days) at least\n');
  const command = 'keyturn undo arn:aws:iam::123456789012:user/deploy-bot';
  expect(text).toContain(`\n  ${command}\n`);
  expect(html).toContain(`>${command}<`);
});

test('who finds that something broke is told whom to ask, and nobody is sent to fetch with an inactive key', async () => {
  const text = await textOf({ notices: [deactivatedExample()] });
  expect(text).toContain('If something broke, write to keys@example.com at once');
  expect(text).not.toContain('get-secret-value');
});

test('the owner who does nothing hears that the key is not deleted before its date, nor without a mail', async () => {
  expect(await textOf({ notices: [deactivatedExample()] })).toContain(
    'It is not deleted before the date above, and only after another mail.',
  );
});

test.each([
  ['has no successor', undefined],
  ['is itself the one of the secret', keyId('AKIAOLD0EXAMPLE00001')],
])('a deactivated key that %s is called neither old nor replaced', async (_what, otherKey) => {
  const text = await textOf({ notices: [deactivatedExample({ otherKey, reason: 'the key was never used' })] });
  expect(text).toContain('An access key was deactivated');
  expect(text).toContain('Key: AKIAOLD0EXAMPLE00001 Why: the key was never used');
  expect(text).not.toMatch(/replaced by|old key/i);
});

test('a user whom a shell would act on is quoted in the command', async () => {
  const user = { name: 'a,b', arn: "arn:aws:iam::1:user/$(id)';rm" };
  expect(await textOf({ notices: [deactivatedExample({ user })] })).toContain(
    String.raw`keyturn undo 'arn:aws:iam::1:user/$(id)'\'';rm'`,
  );
});

test('a date that is not known is not made up', async () => {
  const text = await textOf({ notices: [deactivatedExample({ on: undefined })] });
  expect(text).toContain('Undo until: its deletion, which is told before');
});

test('a new key that is ready offers no undo: nothing was taken away', async () => {
  expect(await textOf({ notices: [noticeExample()] })).not.toContain('keyturn undo');
});
