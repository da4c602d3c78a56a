import { describe, it } from 'vitest';
import { motoBackend } from '../contract/backends/moto.ts';
import { contract } from '../contract/contract.ts';
import { isPresent } from './tool.ts';

const isMotoHere = await isPresent('moto', 'moto_server', ['--help']);
const isFaketimeHere = await isPresent('faketime', 'faketime', ['-f', '+0d', 'date']);

if (isMotoHere && isFaketimeHere) contract('moto', motoBackend);
else describe.skip('skipped: moto needs moto_server and faketime', () => it('moto judges keyturn', () => undefined));
