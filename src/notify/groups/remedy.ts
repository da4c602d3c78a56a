import type { Notice } from '../../app/notices/digest.ts';
import type { CardRow } from '../message.ts';

export const remedyRows = (notice: Notice): readonly CardRow[] => {
  const value = remedyOf(notice);
  return value === undefined ? [] : [{ label: 'To do', value }];
};

/**
 * What the owner can do. A remedy is written for whoever runs keyturn, and may name the owner as a third person;
 * `undefined`: there is none, or it is to ask the owner, who has this mail.
 */
export const remedyOf = ({ remedy }: Notice): string | undefined =>
  remedy === undefined || remedy.startsWith('ask the owner') ? undefined : remedy.replace(/^the owner: /, '');
