import { isAwsFault } from '../app/faults/aws-fault.ts';
import type { TemplateStore } from '../app/ports/s3.ts';
import { oneLine } from '../text/one-line.ts';
import { builtInTemplate } from './built-in-template.ts';
import type { TemplateValues } from './placeholders.ts';
import { type MailTemplate, parseTemplate, type Rendering } from './template.ts';

export interface RenderedPage {
  readonly html: string;
  /** Why the organization's own template was not used. */
  readonly remark: string | undefined;
}

/** Fills in the template under an object key; without a key, the built-in one. */
export type Renderer = (key: string | undefined, values: TemplateValues) => Promise<RenderedPage>;

/**
 * Renders with the organization's own templates, each read once; with the built-in one when that cannot be used, saying
 * why.
 */
export const createRenderer = (store: TemplateStore | undefined): Renderer => {
  const builtIn = parseTemplate(builtInTemplate);
  const readings = new Map<string, Promise<MailTemplate>>();
  return async (key, values) => {
    if (store === undefined || key === undefined) return { html: htmlOf(builtIn, values), remark: undefined };
    const reading = readings.get(key) ?? read(store, key);
    readings.set(key, reading);
    const template = await reading;
    const rendering: Rendering = template.kind === 'usable' ? template.render(values) : template;
    return rendering.kind === 'rendered'
      ? { html: rendering.html, remark: undefined }
      : { html: htmlOf(builtIn, values), remark: replaced(key, rendering.why) };
  };
};

const replaced = (key: string, why: string): string =>
  `the mail template ${oneLine(key, 300)} ${why}; the built-in one was used`;

const read = async (store: TemplateStore, key: string): Promise<MailTemplate> => {
  try {
    const source = await store.read(key);
    return source === undefined ? { kind: 'unusable', why: 'does not exist' } : parseTemplate(source);
  } catch (error) {
    // Whatever it is, a template must not keep a notice from its owner.
    return { kind: 'unusable', why: `cannot be read${isAwsFault(error) ? ` (${error.code})` : ''}` };
  }
};

/** Only the built-in template comes here: that it is usable is for tests to show. */
const htmlOf = (template: MailTemplate, values: TemplateValues): string => {
  const rendering = template.kind === 'usable' ? template.render(values) : template;
  if (rendering.kind !== 'rendered') throw new Error(`the built-in mail template ${rendering.why}`);
  return rendering.html;
};
