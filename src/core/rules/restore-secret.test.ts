import { decides, replaced } from '../../../test/support/decide.ts';

decides([
  [
    'a secret that is scheduled for deletion is restored before anything else',
    replaced({ secret: { deletion: '+6d' } }),
    'RESTORE_SECRET: secret-scheduled-for-deletion',
  ],
  [
    'it is restored whatever a dead worker claimed',
    replaced({ secret: { deletion: '+6d', claim: 'busy' } }),
    'RESTORE_SECRET: secret-scheduled-for-deletion',
  ],
  ['while another worker is at a user, nothing is done', replaced({ secret: { claim: 'busy' } }), 'NOTHING: busy'],
  [
    'the holder of the claim goes on',
    replaced({ secret: { claim: 'ours' } }),
    'DEACTIVATE OLD predecessor: successor-adopted',
  ],
]);
