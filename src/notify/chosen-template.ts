import { isAwsFault } from '../app/aws-fault.ts';
import type { TemplateStore } from '../app/ports.ts';
import { builtInTemplate } from './built-in-template.ts';
import type { TemplateValues } from './placeholders.ts';
import { parseTemplate, type Rendering, type Template } from './template.ts';

export interface TemplatePlace {
  readonly store: TemplateStore;
  readonly key: string;
}

export interface Page {
  readonly html: string;
  /** Why the organization's own template was not used. */
  readonly remark: string | undefined;
}

/** Renders with the organization's template, read once; with the built-in one when that cannot be used, saying why. */
export const createRenderer = (place: TemplatePlace | undefined): ((values: TemplateValues) => Promise<Page>) => {
  const builtIn = parseTemplate(builtInTemplate);
  let reading: Promise<Template> | undefined;
  return async (values) => {
    if (place === undefined) return { html: htmlOf(builtIn, values), remark: undefined };
    reading ??= read(place);
    const template = await reading;
    const rendering: Rendering = template.kind === 'usable' ? template.render(values) : template;
    return rendering.kind === 'rendered'
      ? { html: rendering.html, remark: undefined }
      : {
          html: htmlOf(builtIn, values),
          remark: `the mail template ${place.key} ${rendering.why}; the built-in one was used`,
        };
  };
};

const read = async ({ store, key }: TemplatePlace): Promise<Template> => {
  try {
    const source = await store.read(key);
    return source === undefined ? { kind: 'unusable', why: 'does not exist' } : parseTemplate(source);
  } catch (error) {
    // Whatever it is, a template must not keep a notice from its owner.
    return { kind: 'unusable', why: `cannot be read${isAwsFault(error) ? ` (${error.code})` : ''}` };
  }
};

/** Only the built-in template comes here: that it is usable is for tests to show. */
const htmlOf = (template: Template, values: TemplateValues): string => {
  const rendering = template.kind === 'usable' ? template.render(values) : template;
  if (rendering.kind !== 'rendered') throw new Error(`the built-in mail template ${rendering.why}`);
  return rendering.html;
};
