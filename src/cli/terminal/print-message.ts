import type { Sink } from './io.ts';
import { jsonText } from './json-text.ts';

/** What was done for one user, in lines for people. */
export interface ToldAct {
  readonly message: readonly string[];
  readonly remarks: readonly string[];
}

/** The result of a person's act: its first line is a title. */
export const printMessage = (sink: Sink, result: ToldAct, isJson: boolean): void => {
  const [title = '', ...lines] = result.message;
  const text = [title, ...lines.map((line) => `  ${line}`), ...result.remarks].join('\n');
  sink.write(isJson ? jsonText(result) : `${text}\n`);
};
