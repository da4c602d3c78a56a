import type { SandboxUser } from '../../../src/sandbox/model/iam.ts';
import type { SimulatedEnvironment } from '../environment/environment.ts';
import type { PersonAct } from '../schedule/schedule.ts';

export interface Action {
  readonly action: PersonAct;
  readonly user: number;
  readonly pick: number;
}

export interface PersonScene {
  readonly environment: SimulatedEnvironment;
  readonly user: SandboxUser;
  readonly action: Action;
}
