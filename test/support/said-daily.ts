import { lineOf, type TestOrganization } from './test-organization.ts';

/** One run a day. Answers what the result said of the user each day, as `ROTATE done key-due`; `-`: nothing. */
export const saidDaily = async (
  organization: TestOrganization,
  user: string,
  { days, settings = {} }: { readonly days: number; readonly settings?: Record<string, unknown> },
): Promise<readonly string[]> => {
  const said: string[] = [];
  for (let day = 0; day < days; day += 1) {
    const line = lineOf(await organization.run({ settings }), user);
    said.push(line === undefined ? '-' : `${line.step} ${line.outcome} ${line.reason}`);
    organization.days(1);
  }
  return said;
};
