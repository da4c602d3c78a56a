/** A rule of EventBridge, and what it is about. */
export interface WatchedEvent {
  readonly logicalId: string;
  readonly name: string;
  readonly description: string;
  readonly source: 'aws.iam' | 'aws.lambda' | 'aws.secretsmanager' | 'aws.sts';
  /** What CloudTrail's record must hold, in the words of EventBridge. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** EventBridge leaves out what begins with Get, List or Describe where a rule does not ask for it. */
  readonly isRead?: true;
  /** In the account of the main stack alone. */
  readonly ofPrimaryAccount?: true;
}
