import type { ExemptionRule } from '../../app/settings/settings.ts';
import { settingPaths } from '../../app/settings/table.ts';
import { tableLines } from '../render/table.ts';
import type { Io } from '../terminal/io.ts';
import { jsonText } from '../terminal/json-text.ts';
import { printable } from '../terminal/printable.ts';
import { styleFor } from '../terminal/style.ts';
import type { LoadedSettings } from './load-settings.ts';

/** Each setting, its value, and where it came from. */
export const showSettings = (io: Io, loaded: LoadedSettings, options: { readonly isJson: boolean }): void => {
  const { values, origins, settings } = loaded;
  const shown = [
    ...settingPaths.map((setting) => ({ setting, value: values[setting] ?? null, from: nameOf(origins, setting) })),
    { setting: 'exemptions', value: settings.exemptions, from: nameOf(origins, 'exemptions') },
  ];
  if (options.isJson) {
    io.out.write(jsonText(shown));
    return;
  }
  const style = styleFor(io.out, io.env);
  const columns = [
    { head: 'SETTING', most: 30 },
    { head: 'VALUE', most: 50 },
    { head: 'FROM', most: 60 },
  ];
  const rows = shown.map(({ setting, value, from }) => [
    setting,
    printable(valueText(value)),
    from === 'default' ? style.dim(from) : style.cyan(printable(from)),
  ]);
  io.out.write(`${tableLines(style, columns, rows).join('\n')}\n`);
};

const nameOf = (origins: LoadedSettings['origins'], path: string): string => origins[path]?.name ?? 'default';

const valueText = (value: unknown): string => {
  if (value === null) return '-';
  if (!Array.isArray(value)) return String(value);
  if (value.length === 0) return 'none';
  return value.map((item: string | ExemptionRule) => (typeof item === 'string' ? item : ruleText(item))).join(', ');
};

const ruleText = ({ by, value, until }: ExemptionRule): string =>
  `${by} ${value}${until === undefined ? '' : ` until ${until}`}`;
