import { describe, it } from 'vitest';
import { mendedMotoBackend } from '../contract/backends/moto.ts';
import { wholeLife } from '../contract/whole-life.ts';
import { isPresent } from './tool.ts';

const isMotoHere = await isPresent('moto', 'python3', ['-c', 'import moto.server']);
const isFaketimeHere = await isPresent('faketime', 'faketime', ['-f', '+0d', 'date']);

if (isMotoHere && isFaketimeHere) wholeLife('moto', mendedMotoBackend);
else describe.skip('skipped: moto and faketime are needed', () => it('moto judges a whole life', () => undefined));
