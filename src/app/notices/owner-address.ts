import type { Settings } from '../settings/settings.ts';

export type OwnerAddress =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly why: string };

const LONGEST_ADDRESS = 254;
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN_LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;
/** Never all digits, so that an IP address is not a domain. */
const TOP_LABEL = /^(?:[a-z]{2,63}|xn--[a-z\d-]{1,59})$/i;

/** True for one plain ASCII address: no display name, no list, no quoting, no comment, no line break. */
export const isAddress = (text: string): boolean => {
  if (text.length > LONGEST_ADDRESS) return false;
  const [local = '', domain = '', ...more] = text.split('@');
  if (more.length > 0 || local.length > 64 || !LOCAL_PART.test(local)) return false;
  const labels = domain.split('.');
  return labels.length > 1 && labels.every((label) => DOMAIN_LABEL.test(label)) && TOP_LABEL.test(labels.at(-1) ?? '');
};

/**
 * The addresses that a user's owner tag names, if they may be written to: whoever may tag a user must not be able to
 * send notices out of the organization. A domain allows itself and its subdomains. Spaces and colons stand between
 * several owners, since values of tags hold no comma
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html); one address that cannot be used spoils the tag.
 * `why` never repeats the tag.
 */
export const ownerAddress = (tagValue: string | undefined, allowedDomains: readonly string[]): OwnerAddress => {
  if (tagValue === undefined || tagValue.trim() === '') return { ok: false, why: NO_TAG };
  const addresses = [...new Set(tagValue.split(/[ :]+/).filter((part) => part !== ''))];
  if (addresses.length === 0 || !addresses.every(isAddress))
    return { ok: false, why: 'the owner tag holds no plain mail address, or something beside it' };
  // Old mail relays read these as a route to another host.
  if (addresses.some((address) => /[%!]/.test(address)))
    return { ok: false, why: 'the address in the owner tag names a route' };
  return addresses.every((address) => isAllowed(address, allowedDomains))
    ? { ok: true, addresses }
    : { ok: false, why: 'the address in the owner tag is outside the allowed domains' };
};

const NO_TAG = 'the user has no owner tag';

/** By the organization's settings; the domain of its own address is allowed where it names none. */
export const ownersOf = (
  { ownerTag, ownerDomains, adminEmail }: Pick<Settings, 'ownerTag' | 'ownerDomains' | 'adminEmail'>,
  tags: Readonly<Record<string, string>>,
): OwnerAddress => {
  if (ownerTag === undefined) return { ok: false, why: NO_TAG };
  const own = adminEmail?.split('@')[1];
  return ownerAddress(tags[ownerTag], ownerDomains.length > 0 ? ownerDomains : own ? [own] : []);
};

/** Why the owner's tag of a user cannot be used; `undefined`: it can, or there is none. */
export const unusableOwner = (...given: Parameters<typeof ownersOf>): string | undefined => {
  const owners = ownersOf(...given);
  return owners.ok || owners.why === NO_TAG ? undefined : owners.why;
};

const isAllowed = (address: string, allowedDomains: readonly string[]): boolean => {
  const domain = address.slice(address.indexOf('@') + 1).toLowerCase();
  return allowedDomains.some((allowed) => isWithin(domain, allowed.toLowerCase()));
};

const isWithin = (domain: string, allowed: string): boolean =>
  allowed !== '' && (domain === allowed || domain.endsWith(`.${allowed}`));
