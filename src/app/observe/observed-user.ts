import type { ObservedUser } from '../../core/observation.ts';
import type { ReportedUser } from '../ports/iam.ts';

/**
 * A user as the plan sees it. The SES console names the users that it makes for SMTP `ses-smtp-user.` and the time
 * (Amazon SES Developer Guide, "Obtaining Amazon SES SMTP credentials").
 */
export const observedUser = ({ name, id, arn }: ReportedUser): ObservedUser => ({
  name,
  id,
  arn,
  sendsBySmtp: name.startsWith('ses-smtp-user'),
  // A report tells no tags: whoever is held by one is looked at live before anything is done.
  isHeld: false,
});
