/** One mail that somebody else worded: the template of the organization, and the values for its placeholders. */
export interface TemplatedRequest {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** The template's object key. */
  readonly template: string;
  /** By placeholder, as text: HTML in them is shown, never obeyed. */
  readonly values: Readonly<Record<string, string>>;
}
