import { isPresent } from '../tool.ts';

export const isMinistackReady = async (): Promise<boolean> => {
  const isMinistackHere = await isPresent('ministack', 'ministack', ['--help']);
  const isFaketimeHere = await isPresent('faketime', 'faketime', ['-f', '+0d', 'date']);
  return isMinistackHere && isFaketimeHere;
};
