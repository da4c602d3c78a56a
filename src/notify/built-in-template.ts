import { html } from '../text/html.ts';
import { page } from './page.ts';

const footer = html`{{#if rotation_period}}In this organization an access key is replaced after {{ rotation_period }} days. From then on there are at least {{ installation_grace_period }} days to install the new key, and a deactivated key can be restored for {{ recovery_grace_period }} days.<br><br>{{/if}}
keyturn never sends a secret key by mail, and never asks for one. Sent by {{ sender_email }}{{#if timestamp}} on {{ timestamp }}{{/if}}{{#if account_id}} about account {{ account_name }} ({{ account_id }}) in partition {{ partition_name }}{{/if}}.`;

/**
 * The mail when an organization has none of its own, and the pattern for one: copy it to S3 and change it.
 * `actions` is the news itself and must stay; the other placeholders may be left out.
 */
export const builtInTemplate: string = page({
  title: html`Access keys of {{ account_name }} ({{ account_id }})`,
  body: html`{{ actions }}`,
  footer,
}).html;
