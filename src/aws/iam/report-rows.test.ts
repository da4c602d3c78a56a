import { describe, expect, test } from 'vitest';
import { readCredentialReport } from './report-rows.ts';

const COLUMNS =
  'user,arn,user_creation_time,password_enabled,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date';
const row = (user: string, ...freeSlots: string[]): string =>
  `${user},arn:aws:iam::200000000002:user/x,2026-01-01T00:00:00Z,false,${freeSlots.join(',')}`;
const NONE = 'false,N/A,N/A';
const report = (...rows: string[]) => readCredentialReport([COLUMNS, ...rows].join('\n'));
const jan = (day: number) => Date.UTC(2027, 0, day);

describe('the rows of a credential report', () => {
  test('leave the root user out', () => {
    expect(report(row('<root_account>', `false,N/A,N/A,N/A,${NONE}`))).toEqual([]);
  });

  test('tell each key, and not the slots that hold none', () => {
    const ann = row('ann', `true,2027-01-01T00:00:00Z,2027-01-02T00:00:00Z,us-east-1,${NONE}`);
    const bob = row('bob', `false,2027-01-03T00:00:00+00:00,N/A,N/A,true,2027-01-04T00:00:00+00:00,no_information`);
    expect(report(ann, bob)?.map(({ user, keys }) => [user, keys])).toEqual([
      ['ann', [{ status: 'Active', createdAt: jan(1), lastUsedAt: jan(2) }]],
      [
        'bob',
        [
          { status: 'Inactive', createdAt: jan(3), lastUsedAt: undefined },
          { status: 'Active', createdAt: jan(4), lastUsedAt: undefined },
        ],
      ],
    ]);
  });

  test('tell the service of a use, and none where there was no use', () => {
    const text = (date: string, service: string) =>
      `${COLUMNS},access_key_1_last_used_service\n${row('ann', `true,2027-01-01T00:00:00Z,${date},us-east-1,${NONE},${service}`)}`;
    const used = readCredentialReport(text('2027-01-02T00:00:00Z', 's3'))?.[0]?.keys[0];
    expect(used).toMatchObject({ lastUsedAt: jan(2), lastUsedService: 's3' });
    expect(readCredentialReport(text('N/A', 'N/A'))?.[0]?.keys[0]?.lastUsedService).toBeUndefined();
  });

  test('may name users with commas and quotes', () => {
    const names = report(row('"a,b"', `true,2027-01-01T00:00:00Z,N/A,N/A,${NONE}`))?.map(({ user }) => user);
    expect(names).toEqual(['a,b']);
  });

  test('are found by column name, whatever the order and whatever is new', () => {
    const text = `new,${COLUMNS}\n?,${row('ann', `true,2027-01-01T00:00:00Z,N/A,N/A,${NONE}`)}`;
    expect(readCredentialReport(text)?.[0]?.keys).toHaveLength(1);
  });

  test.each(['true', 'True', 'TRUE'])('may say %s of an active key, and FALSE of none', (active) => {
    const line = row('ann', `${active},2027-01-01T00:00:00Z,N/A,N/A,FALSE,N/A,N/A`);
    expect(report(line)?.[0]?.keys).toMatchObject([{ status: 'Active', createdAt: jan(1) }]);
  });

  test("may say anything in the root user's row: it is left out before the others are judged", () => {
    const root = row('<root_account>', 'not_supported,not_supported,N/A,N/A,not_supported,not_supported,N/A');
    const text = `${root}\n${row('ann', `true,2027-01-01T00:00:00Z,N/A,N/A,${NONE}`)}`;
    expect(report(text)?.map(({ user }) => user)).toEqual(['ann']);
    expect(report(root)).toEqual([]);
  });

  test('may say not_supported, as moto does', () => {
    const line = row('ann', 'true,2027-01-01T00:00:00+00:00,not_supported,not_supported,false,N/A,N/A');
    expect(report(line)?.[0]?.keys).toEqual([{ status: 'Active', createdAt: jan(1), lastUsedAt: undefined }]);
  });
});

describe('what is no report', () => {
  test.each([
    ['a page of a proxy', '<html><body>Bad Gateway</body></html>'],
    ['nothing', ''],
    ['a row that a comma broke', `${COLUMNS}\n${row('a,b', `true,2027-01-01T00:00:00Z,N/A,N/A,${NONE}`)}`],
    ['a report without the key columns', 'user,arn\nann,arn:aws:iam::200000000002:user/ann'],
    ['a row that is cut off', `${COLUMNS}\nann,arn:aws`],
    ['a root user without the key columns', 'user,arn\n<root_account>,arn:aws:iam::200000000002:root'],
    ['a key of which it is not said whether it is active', `${COLUMNS}\n${row('ann', `yes,N/A,N/A,N/A,${NONE}`)}`],
  ])('%s', (_, text) => {
    expect(readCredentialReport(text)).toBeUndefined();
  });
});
