import { instant } from '../../../src/core/time.ts';

import { createOrganization } from '../../support/organization.ts';
import { addAdapterNames } from './adapter-names.ts';
import { addCodeNames } from './code-names.ts';
import { createCommandLine } from './command-line.ts';
import { addCommandNames } from './command-names.ts';
import { addDeployNames } from './deploy-names.ts';
import { playLives } from './lives.ts';
import { logged } from './logged.ts';
import { createMask } from './mask.ts';
import { createNameList } from './name-list.ts';
import { playOddRuns } from './odd-runs.ts';
import { addPackageNames } from './package-names.ts';
import { playRefusedEvents } from './refused-events.ts';
import { addRehearsalNames } from './rehearsal-names.ts';
import { addResultNames } from './result-names.ts';
import { addSettingNames } from './setting-names.ts';
import { addTemplateNames } from './template-names.ts';

/** Every name that keyturn stores, sends or prints, gathered where it is really stored, sent or printed. */
export const collectNames = async (): Promise<string> => {
  const names = createNameList();
  const mask = createMask({
    '<USER>': ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'heidi'],
    '<NAME>': ['payments', 'shop'],
    '<BUCKET>': ['keyturn-runs', 'files'],
  });
  const recording = { names, mask };
  const line = createCommandLine(recording, createOrganization({ now: instant(0), members: ['payments'] }));
  addTemplateNames(names);
  await addPackageNames(names);
  await logged(recording, async () => {
    await playLives(recording);
    await playOddRuns(recording);
    await playRefusedEvents(recording);
  });
  addCodeNames(names);
  await addCommandNames(names, line);
  await addSettingNames(recording, line);
  await addResultNames(recording);
  await addDeployNames(recording, line);
  await addRehearsalNames(recording);
  await addAdapterNames(recording);
  return names.text();
};
