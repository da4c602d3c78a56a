/** S3: where an organization keeps the mail template of its own. */
export interface TemplateStore {
  /** `undefined`: there is no such object. */
  read(key: string): Promise<string | undefined>;
}
