import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '../../../../src/core/time.ts';
import { run } from '../../referees/tool.ts';
import { OLDEST } from '../backend.ts';

/** A clock for whole processes, by libfaketime, that the test moves: it begins today and ends a hundred days later. */
export const fakeClock = async (folder: string) => {
  const file = join(folder, 'clock');
  let days = 0;
  const write = async () => {
    // In one piece: the server reads it at any moment.
    await writeFile(`${file}.next`, `+${days}d\n`);
    await rename(`${file}.next`, file);
  };
  await write();
  // The library that is made for threads (-m): moto answers each request in one.
  const { stdout: preload } = await run('faketime', ['-m', '-f', '+0d', 'printenv', 'LD_PRELOAD']);
  // The monotonic clock moves too: FAKETIME_DONT_FAKE_MONOTONIC must not be set. libfaketime 0.9.10 measures the
  // deadline
  // of every pthread_cond_timedwait by the moved clock, so that by a real monotonic clock each is long past. Threads
  // that
  // wait for Python's interpreter lock then spin instead of sleep, until a server answers one request a second; and
  // time.sleep fails (EINVAL). The price: a wait by sem_clockwait (a lock with a time-out) ends late by the days
  // travelled.
  return {
    environment: {
      LD_PRELOAD: preload.trim(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      NO_FAKE_STAT: '1',
    },
    offset: () => days * DAY,
    travelTo: (daysBefore: number) => {
      days = OLDEST - daysBefore;
      return write();
    },
  };
};
