import { here } from './files.ts';
import type { FaultRow } from './row.ts';

/** F30 to F40: what AWS does. */
export const aws: readonly FaultRow[] = [
  {
    id: 'F30',
    words: 'AWS throttles a call once, for ten minutes, for ever = the work waits, and nobody is interrupted',
    tests: [
      ...here.refusedCalls('F30 of %s that lasts for ever interrupts nobody, and once it ends the work does'),
      ...here.aws('F30 of everything for ten minutes, in the middle of a step, is made up for'),
      ...here.overHttp('outlast a reset and a throttle'),
    ],
  },
  {
    id: 'F31',
    words: 'a control policy denies an action = nobody loses a key, and nothing piles up',
    tests: [
      ...here.refusedCalls('F31 a control policy that denies %s costs nobody a key'),
      ...here.aws(
        'F31 the read policy is optional: where AttachUserPolicy ends in %s the rotation goes on',
        'F31 the read policy is optional: where its attachments cannot be listed the rotation goes on',
        'F31 an AttachUserPolicy that ends in %s is no refusal of the policy: no key is made, and the next run does',
      ),
      ...here.workers('an SCP that denies the creation changes nothing, and the next runs do not pile anything up'),
    ],
  },
  {
    id: 'F32',
    words: 'the role of one account cannot be assumed = the others go on, and the run is incomplete',
    tests: here.aws('F32 an account whose role cannot be assumed is told apart, and the others go on'),
  },
  {
    id: 'F33',
    words: 'credentials expire in the middle of a run = they are renewed before; if not, the next run goes on',
    tests: [
      ...here.sessions(
        'lasts as long as the run: credentials are renewed before they end',
        'fails later on, when the role can no longer be assumed',
      ),
      ...here.aws('F33 credentials that expire at %s end the work there; the next run goes on'),
    ],
  },
  {
    id: 'F34',
    words: 'the secret is scheduled for deletion, before or between steps = it is restored first',
    tests: [
      ...here.people('a secret that somebody scheduled for deletion is restored, with the key in it'),
      ...here.secrets(
        'F34 a secret that a person schedules for deletion just before %s comes back, and nobody loses a key',
      ),
    ],
  },
  {
    id: 'F35',
    words: 'the secret is deleted for good after the promotion = the old key stays',
    tests: here.people('a secret that somebody deleted for good never costs the old key'),
  },
  {
    id: 'F36',
    words: 'a secret of that name exists and is not ours = hands off, unless `adopt` is set',
    tests: [
      ...here.people('a secret of another deployment, or of nobody, is left alone'),
      ...here.coreDefects('a secret of the same name that is somebody else’s is not overwritten'),
    ],
  },
  {
    id: 'F37',
    words: 'the KMS key is disabled = found out before a key is created; later, nothing is taken away',
    tests: here.secrets(
      'F37 a KMS key that is disabled before the rotation lets no key be created',
      'F37 a KMS key that is disabled later stops every further step before anything is taken away',
    ),
  },
  {
    id: 'F38',
    words:
      'the policy of the secret is refused, or was changed = no key is created; it is put right, and the grace starts again',
    tests: [
      ...here.secrets(
        'F38 a resource policy that AWS refuses as %s lets no key be created',
        'F38 a resource policy that was widened is put right, and until then nothing is taken away',
      ),
      ...here.defects('a policy of a secret that was removed is put back, and the grace starts again'),
    ],
  },
  {
    id: 'F39',
    words: 'the secret has more than a hundred versions = each fate is still told',
    tests: [
      ...here.secrets('F39 a secret with more than a hundred versions still tells the fate of each key'),
      ...here.secretStore('without a label is listed too, among more than a page of others'),
    ],
  },
  {
    id: 'F40',
    words: 'the secret has fifty tags = nothing can be noted, so nothing is taken away',
    tests: here.secrets('F40 a secret with no room for another tag takes nothing away, and says so'),
  },
];
