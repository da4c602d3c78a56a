import { DAY, type Instant, plus } from '../../core/time.ts';
import { endOfExemption, exemptionWords } from '../observe/exemptions.ts';
import type { ExemptionRule, Settings } from '../settings/settings.ts';

/** One rule of the settings as a run met it. `ends-soon`: within 14 days; `ended`: nobody is exempt by it any more. */
export interface ExemptionResult extends ExemptionRule {
  readonly state: 'holds' | 'ends-soon' | 'ended';
}

/** Time enough to ask its approver for another date. */
const ENDS_SOON = 14 * DAY;

/** Every rule, those that have ended too, in the order of the settings. */
export const exemptionResults = ({ exemptions }: Pick<Settings, 'exemptions'>, now: Instant): ExemptionResult[] =>
  exemptions.map((rule) => ({ ...rule, state: stateOf(rule, now) }));

const stateOf = (rule: ExemptionRule, now: Instant): ExemptionResult['state'] => {
  const end = endOfExemption(rule);
  if (end === undefined || now < plus(end, -ENDS_SOON)) return 'holds';
  return now < end ? 'ends-soon' : 'ended';
};

/** As `the vendor replaces its own keys; approved by ann; until 2027-12-31`. */
export const exemptionTerms = ({ state, until, reason, approver }: ExemptionResult): string =>
  [
    reason ?? 'no reason is given',
    ...(approver === undefined ? [] : [`approved by ${approver}`]),
    state === 'ended' ? `ended on ${until}` : until === undefined ? 'without an end' : `until ${until}`,
  ].join('; ');

/** What a person should know of whom keyturn leaves alone, whatever else the run did. */
export const scopeRemarks = (settings: Pick<Settings, 'exemptions' | 'onlyTag'>, now: Instant): readonly string[] => [
  ...(settings.onlyTag === undefined
    ? []
    : [`only users with the tag ${settings.onlyTag} are looked after (onlyTag): all others count as exempt`]),
  ...exemptionResults(settings, now).flatMap((rule) => remarkOn[rule.state](rule)),
];

const remarkOn: Readonly<Record<ExemptionResult['state'], (rule: ExemptionResult) => readonly string[]>> = {
  holds: () => [],
  'ends-soon': (rule) => [
    `an exemption ends soon: ${exemptionWords(rule)}. After that day its keys are rotated like all others; give it a new date, or let it end`,
  ],
  ended: (rule) => [
    `an exemption has ended: ${exemptionWords(rule)}. Its keys are rotated like all others; take it out of the settings, or give it a new date`,
  ],
};
