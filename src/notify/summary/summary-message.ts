/** What the mail to the admins says, in plain text: written once, rendered as HTML and as text. */
export interface SummaryMessage {
  readonly headline: string;
  /** Which run, and when. */
  readonly run: string;
  /** What must be known before any figure is read: a dry run, a run that is not complete. */
  readonly notes: readonly string[];
  readonly counts: readonly SummaryCount[];
  readonly sections: readonly Section[];
  readonly whole: { readonly text: string; readonly command: string };
  readonly help: string;
}

export interface SummaryCount {
  readonly label: string;
  readonly value: string;
}

export interface Section {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly blocks: readonly Block[];
  /** How many lines are not shown, and where they are. */
  readonly more?: string | undefined;
}

/** Lines of whom the same is said. */
export interface Block {
  readonly what?: string | undefined;
  readonly remedy?: string | undefined;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly name: string;
  /** Account of a user, number of an account. */
  readonly place?: string | undefined;
  readonly says?: string | undefined;
}
