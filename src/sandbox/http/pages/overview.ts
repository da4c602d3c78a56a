import { wholeDays } from '../../../core/time.ts';
import type { AccessKey } from '../../model/iam.ts';
import type { World } from '../../world.ts';
import { html, type Markup } from './html.ts';

/** More than this many keys say nothing to a reader; the oldest are what matters. */
const SHOWN = 200;

interface Row {
  readonly account: string;
  readonly key: AccessKey;
  readonly age: number;
}

/** Accounts, users, and access keys, oldest first. */
export const overview = (world: World): Markup => {
  const accounts = [...world.accounts.values()];
  const users = accounts.flatMap((account) => [...account.users.values()].map((user) => ({ account, user })));
  const rows: Row[] = users
    .flatMap(({ account, user }) =>
      user.keys.map((key) => ({ account: account.name, key, age: wholeDays(key.createdAt, world.now) })),
    )
    .sort((a, b) => b.age - a.age);
  return html`<section class="overview" aria-label="Access keys">
<h2>Access keys</h2>
<p>${count(accounts.length, 'account')}, ${count(users.length, 'user')}, ${count(rows.length, 'access key')}</p>
<div class="scroll"><table>
<thead><tr><th>User</th><th>Account</th><th>Access key</th><th>Status</th><th class="number">Age in days</th><th>Last used</th></tr></thead>
<tbody>
${rows.slice(0, SHOWN).map(line)}
</tbody>
</table></div>
${rows.length > SHOWN ? html`<p>and ${rows.length - SHOWN} younger ones</p>` : undefined}
</section>`;
};

const line = ({ account, key, age }: Row): Markup => html`<tr>
<td>${key.userName}</td><td>${account} <small>${key.accountId}</small></td><td><code>${key.accessKeyId}</code></td>
<td><span class="${key.status === 'Active' ? 'active' : 'inactive'}">${key.status}</span></td>
<td class="number${age >= 90 && key.status === 'Active' ? html` old` : undefined}">${age}</td>
<td>${key.lastUsed ? new Date(key.lastUsed.at).toISOString().slice(0, 10) : html`<span class="never">never</span>`}</td>
</tr>
`;

const count = (n: number, noun: string): string => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
