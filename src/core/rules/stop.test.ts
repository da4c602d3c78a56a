import { decides } from '../../../test/support/decide.ts';

const due = { keys: [{ created: '120d', used: '1d' }] } as const;

decides([
  ['a user whose account is active is worked on', due, 'ROTATE K1: key-due'],
  ['an account that is suspended is left alone', { ...due, account: 'SUSPENDED' }, 'NOTHING: account-not-active'],
  ['an account that is closing is left alone', { ...due, account: 'PENDING_CLOSURE' }, 'NOTHING: account-not-active'],
  ['an account in a state nobody knows is left alone', { ...due, account: '' }, 'NOTHING: account-not-active'],
  ['an exempt user is left alone', { ...due, exempt: 'group' }, 'NOTHING: exempt'],
  ['force does not overrule an exemption', { ...due, exempt: 'tag', forced: true }, 'NOTHING: exempt'],
  ['a held user is left alone', { ...due, isHeld: true }, 'NOTHING: hold-asked'],
  [
    'a secret into which somebody wrote before keyturn did is not gone on with',
    { ...due, secret: { hold: 'foreign-version' } },
    'NOTHING: hold-foreign-version',
  ],
  ['a held secret is not touched', { ...due, secret: { hold: 'asked' } }, 'NOTHING: hold-asked'],
  [
    'a foreign secret is not even restored',
    { ...due, secret: { hold: 'not-ours', deletion: '1d' } },
    'NOTHING: hold-not-ours',
  ],
]);
