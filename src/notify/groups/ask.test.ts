import { expect, test } from 'vitest';
import { explain, type ReasonCode, remedyFor } from '../../core/reasons.ts';
import { askExample, askWhichExample, overdueExample, remindExample } from '../digest-example.ts';
import { textOf } from '../mail-of.fixture.ts';

test('a question names the key, why it is asked, and what the owner can do', async () => {
  const text = await textOf({ notices: [askWhichExample()] });
  expect(text).toContain('Key: AKIASPAREEXAMPLE0003 In the secret: AKIANEW0EXAMPLE00001 Why: key AKIASPAREEXAMPLE0003');
  expect(text).toContain('To do: find out who needs AKIASPAREEXAMPLE0003, and delete it if nobody does');
});

test('who should fetch the last key gets the command; who should delete another does not', async () => {
  expect(await textOf({ notices: [askExample()] })).toContain('signed in as the user: aws secretsmanager');
  expect(await textOf({ notices: [askWhichExample()] })).not.toContain('aws secretsmanager');
});

test('an owner who does not answer hears what happens', async () => {
  const text = await textOf({ notices: [askExample()] });
  expect(text).toContain('Nothing breaks: no key is switched off without another mail before.');
  expect(text).toContain('no new key is made until this is cleared up');
  expect(text).toContain('you are asked again every 14 days');
});

test.each<ReasonCode>(['uncollected', 'own-rotation', 'spare-key', 'two-keys-idle'])(
  'an owner is not spoken of as of somebody else: %s',
  async (code) => {
    const facts = { key: 'AKIAONE0EXAMPLE00001', older: 'AKIATWO0EXAMPLE00001', ageDays: 3, lastUsedDays: 5 };
    const remedy = remedyFor(code, facts);
    const text = await textOf({ notices: [askWhichExample({ reason: explain(code, facts), remedy })] });
    expect(text).toMatch(/To do: \w/);
    expect(text).not.toMatch(/To do: the owner|ask the owner|undefined/);
  },
);

test('a reminder says so where the new key is too old by now, too', async () => {
  const text = await textOf({ notices: [overdueExample()] });
  expect(text).toContain('Why: overdue, no free slot: old key AKIAOLD0EXAMPLE00001 was used 1 day ago');
  expect(text).toContain('To do: have every application of this user take the key in the secret');
  expect(text).toContain('no other can be made until the old one is unused');
  expect(await textOf({ notices: [remindExample()] })).not.toMatch(/overdue|To do:|no other can be made/);
});

test('a reminder does not tell the owner to ask the owner', async () => {
  const remedy = remedyFor('not-adopted', {});
  expect(await textOf({ notices: [remindExample({ remedy, isReadUnproven: true })] })).not.toMatch(
    /ask the owner|To do:/,
  );
});
