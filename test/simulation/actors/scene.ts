import type { User } from '../../../src/sandbox/model/iam.ts';
import type { Stage } from '../environment/environment.ts';
import type { PersonAct } from '../schedule/schedule.ts';

export interface Deed {
  readonly act: PersonAct;
  readonly user: number;
  readonly pick: number;
}

export interface Scene {
  readonly stage: Stage;
  readonly user: User;
  readonly deed: Deed;
}
