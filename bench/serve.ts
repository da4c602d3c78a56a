import { instant } from '../src/core/time.ts';
import { serveSandbox } from '../src/sandbox/http/server.ts';
import { freshOrganization } from './organization.ts';

/** A process of its own: serves an organization until its standard input ends. Prints where, and how to sign in. */
const [accounts = '100', users = '100'] = process.argv.slice(3);
const { world, operator } = freshOrganization({
  accounts: Number(accounts),
  users: Number(users),
  now: instant(Date.now()),
});
const served = await serveSandbox(world, { advanceWithRealTime: true });
console.log(JSON.stringify({ url: served.url, ...operator }));
process.stdin.resume();
process.stdin.once('end', () => process.exit(0));
