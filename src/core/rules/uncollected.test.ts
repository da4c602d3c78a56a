import { describe } from 'vitest';
import { decides } from '../../../test/support/decide.ts';
import type { KeyScene, Scene } from '../../../test/support/observation.ts';

/**
 * The one key of a user is ours, made and read by us at six in the morning 120 days ago, and due; nobody is known to
 * have fetched or used it.
 */
const ours = (key: KeyScene = {}, secret: Scene['secret'] = {}): Scene => ({
  keys: [
    {
      id: 'OURS',
      ...{ created: '120d', stored: '120d', verified: '120d', promoted: '120d', told: '120d' },
      ...key,
    },
  ],
  secret: { current: 'OURS', ...secret },
});

const asks = 'ASK OURS: uncollected';
const rests = 'NOTHING: uncollected';
const rotates = 'ROTATE OURS: key-due';
const warns = 'WARN OURS policy: unused-key';
const retire = { unusedKeys: 'retire' } as const;

describe('a due key of ours', () => {
  decides([
    ['that nobody is known to have fetched is not renewed, and its owner is asked', ours(), asks],
    ['that was read on the day of our own read may have been read by us alone', ours({ read: '119d 6h 1s' }), asks],
    ['that was read from midnight on was fetched, and is renewed', ours({ read: '119d 6h' }), rotates],
    [
      'that was used half an hour after our own use may have been used by us alone',
      ours({ used: '119d 23h 30m' }),
      asks,
    ],
    ['that was used after that is renewed', ours({ used: '119d 23h 29m 59s' }), rotates],
    ['gets no second one beside it, whoever asks for it', { ...ours(), forced: true }, rests],
    [
      'that was made within six hours gets no second one, though it was used: the wish came twice',
      { ...ours({ created: '5h 59m', verified: '5h 59m', used: '1h' }), forced: true },
      'NOTHING: just-rotated',
    ],
    [
      'that was made six hours ago and used is renewed for who asks for it',
      { ...ours({ created: '6h', verified: '6h', used: '1h' }), forced: true },
      'ROTATE OURS: forced',
    ],
    ['that was fetched is renewed for who asks for it', { ...ours({ read: '119d 6h' }), forced: true }, rotates],
    ['that never worked says nothing of its owner', ours({ verified: undefined }), rotates],
    ['that AWSCURRENT does not name is no better', ours({}, { current: 'placeholder' }), asks],
    ['is not asked about before it is due', ours({ created: '20d' }), 'NOTHING: fresh'],
  ]);
});

describe('a key of the owner’s own', () => {
  decides([
    [
      'gets its first successor though nobody ever used it',
      { keys: [{ id: 'HIS', created: '120d' }] },
      'ROTATE HIS: key-due',
    ],
  ]);
});

describe('the owner of an uncollected key', () => {
  decides([
    ['is left in peace for most of 14 days', ours({ asked: '13d 17h 59m' }), rests],
    ['is asked again after 14 days, less six hours', ours({ asked: '13d 18h' }), asks],
    ['is left in peace while mails fail', ours({ tries: 1, lastTry: '17h' }), rests],
  ]);
});

describe('where unused keys are retired, a key of ours', () => {
  const denied = { readByOwner: false } as const;
  decides([
    ['goes when it is known that nobody ever read it', ours(denied), warns, retire],
    ['stays when our own read hides that of its owner', ours(), asks, retire],
    [
      'stays when it was read on the day of the verdict: by whom is unknown',
      ours({ ...denied, read: '120d' }),
      asks,
      retire,
    ],
    ['stays when it may have been read in another Region', ours(denied, { replicas: 'in-sync' }), asks, retire],
    ['that was fetched and never used is renewed', ours({ read: '119d' }), rotates, retire],
    ['goes 90 days after its last use', ours({ used: '90d' }), warns, retire],
    ['is renewed 89 days 23 hours after its last use', ours({ used: '89d 23h' }), rotates, retire],
    ['that was used half an hour after ours, and not for 90 days, goes', ours({ used: '119d 23h 29m' }), warns, retire],
    ['is deactivated once warned of', ours({ ...denied, warned: '7d' }), 'DEACTIVATE OURS policy: unused-key', retire],
    ['gets no second one beside it, whoever asks for it', { ...ours(denied), forced: true }, rests, retire],
    ['is not renewed, and stays, where unused keys are not retired', ours(denied), asks],
  ]);
});
