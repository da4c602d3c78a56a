/** Where the organization's own mail templates lie: for real runs, and for dry runs. */
export interface TemplateObjects {
  readonly bucket: string;
  /** Object keys. */
  readonly enforce: string;
  readonly audit: string;
}

interface TemplateNames {
  readonly bucket: string | undefined;
  readonly prefix: string;
  readonly enforce: string;
  readonly audit: string;
}

/** `undefined`: no bucket is named, so the built-in template is taken. */
export const templatesOf = (names: TemplateNames): TemplateObjects | undefined => {
  const { bucket } = names;
  if (bucket === undefined) return undefined;
  const prefix = names.prefix.replace(/^\/+|\/+$/g, '');
  const keyOf = (file: string): string => (prefix === '' ? `template/${file}` : `${prefix}/template/${file}`);
  return { bucket, enforce: keyOf(names.enforce), audit: keyOf(names.audit) };
};
