import { describe, expect, it } from 'vitest';
import { formats } from '../settings/formats.ts';
import { readerRule, readersOf } from './readers.ts';

const user = {
  partition: 'aws',
  account: '222222222222',
  path: '/machines/ci/',
  tags: { 'keyturn:reader': 'ci backup' },
};
const rules = [
  'ci@/machines/=role/deploy/runner',
  'backup@222222222222=arn:aws:iam::222222222222:role/backup',
  'backup@333333333333=role/other',
  'ops@/=role/ops',
].map(readerRule);
const own = { hasOwnKey: false };

const namesOf = (tag: string | undefined) =>
  readersOf(rules, { ...user, tags: tag === undefined ? {} : { 'keyturn:reader': tag } }, own);

describe('the readers of a user', () => {
  it('are those of his tag that the settings allow his path or account', () => {
    expect(readersOf(rules, user, own)).toEqual({
      readers: ['arn:aws:iam::222222222222:role/backup', 'arn:aws:iam::222222222222:role/deploy/runner'],
      unknown: [],
      withoutKey: [],
    });
  });

  it('are nobody without a tag, whatever the settings allow', () => {
    expect(namesOf(undefined).readers).toEqual([]);
    expect(namesOf('  ').unknown).toEqual([]);
  });

  it('are nobody by a tag alone: a name that is allowed elsewhere stands for nobody here', () => {
    const elsewhere = { ...user, path: '/', account: '444444444444' };
    expect(readersOf(rules, elsewhere, own)).toEqual({ readers: [], unknown: ['ci', 'backup'], withoutKey: [] });
    expect(readersOf(rules, { ...user, path: '/machinesque/' }, own).unknown).toEqual(['ci']);
  });

  it('are of other accounts only under a key of your own', () => {
    const foreign = [readerRule('ci@/machines/=arn:aws:iam::111111111111:role/ci')];
    const tags = { 'keyturn:reader': 'ci' };
    const withoutKey = ['arn:aws:iam::111111111111:role/ci'];
    expect(readersOf(foreign, { ...user, tags }, own)).toEqual({ readers: [], unknown: [], withoutKey });
    expect(readersOf(foreign, { ...user, tags }, { hasOwnKey: true }).readers).toEqual(withoutKey);
  });
});

describe('an entry of the setting', () => {
  it.each([
    'ci@/machines/=role/deploy/runner',
    'ci@/=role/ci',
    'a.b-c_d@222222222222=arn:aws-cn:iam::333333333333:role/x/y+z=1@a',
  ])('may be %s', (entry) => {
    expect(entry).toMatch(formats.reader.pattern);
    const { name, where, role } = readerRule(entry);
    expect(`${name}@${where}=${role}`).toBe(entry);
  });

  it.each([
    ['without a place', 'ci=role/ci'],
    ['with a path that does not end', 'ci@/machines=role/ci'],
    ['with a wildcard', 'ci@/=role/*'],
    ['with a user', 'ci@/=user/ann'],
    ['with the root user', 'ci@/=arn:aws:iam::222222222222:root'],
    ['with a role of any account', 'ci@/=arn:aws:iam::*:role/ci'],
    ['without a name', '@/=role/ci'],
  ])('is refused %s', (_, entry) => {
    expect(entry).not.toMatch(formats.reader.pattern);
  });
});
