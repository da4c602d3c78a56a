import { expect, test } from 'vitest';
import { defaultPolicy } from '../../core/policy.ts';
import { keyId, reactivatedExample } from '../digest-example.ts';
import { textOf } from '../mail-of.fixture.ts';

test('after an undo the old key is back: no new key is ready', async () => {
  const text = await textOf({ notices: [reactivatedExample()] });
  expect(text).toContain('The old access key is back');
  expect(text).not.toMatch(/is ready|are ready/);
});

test.each(['when-quiet', 'on-schedule'] as const)(
  'a key that is back stays until its date and until it is quiet, whatever the schedule (%s)',
  async (retirement) => {
    const text = await textOf({ notices: [reactivatedExample()], policy: { ...defaultPolicy, retirement } });
    expect(text).toContain(
      'Deactivated: not before 13 March 2027, 09:00 UTC (in 10 days), and only once the old key has been unused for 14 days',
    );
    expect(text).toContain('deactivated again on its date or later, after a warning');
  },
);

test('what is left to do is to install the new key', async () => {
  const text = await textOf({ notices: [reactivatedExample()] });
  expect(text).toContain('New key: AKIANEW0EXAMPLE00001 Get the new key: aws secretsmanager get-secret-value');
  expect(text).toContain('3. Install it');
});

test('the new key of a user who may not read the secret from here must be used first', async () => {
  const text = await textOf({ notices: [reactivatedExample({ isReadUnproven: true })] });
  expect(text).toContain('only once the new key has been used and the old key has been unused');
  expect(text).toContain(
    'Run the command where the application runs, and signed in as it is, with MFA if the user must',
  );
});

test('who did not ask for it is told to say so', async () => {
  expect(await textOf({ notices: [reactivatedExample()] })).toContain(
    'If nobody you know asked for this, tell keys@example.com today.',
  );
});

test.each([
  ['no other key', undefined],
  ['itself in the secret', keyId('AKIAOLD0EXAMPLE00001')],
])('a key that is back with %s sends nobody to install a new one', async (_what, otherKey) => {
  const text = await textOf({ notices: [reactivatedExample({ otherKey })] });
  expect(text).toContain('An access key is back');
  expect(text).toContain('Otherwise there is nothing to do.');
  expect(text).toContain('ends again only if nobody uses it for 90 days, and after a warning');
  expect(text).not.toMatch(/new key:|get-secret-value|Deactivated:/i);
});

test('of several keys each says what is to be done with it', async () => {
  const notices = [reactivatedExample(), reactivatedExample({ otherKey: undefined })];
  const text = await textOf({ notices });
  expect(text).toContain('2 access keys are back');
  expect(text.match(/get-secret-value/g)).toHaveLength(1);
});
