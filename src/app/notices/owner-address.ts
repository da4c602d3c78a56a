export type OwnerAddress =
  | { readonly ok: true; readonly address: string }
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
 * The address that a user's owner tag names, if it may be written to: whoever may tag a user must not be able to
 * send notices out of the organization. A domain allows itself and its subdomains. `why` never repeats the tag.
 */
export const ownerAddress = (tagValue: string | undefined, allowedDomains: readonly string[]): OwnerAddress => {
  if (tagValue === undefined || tagValue.trim() === '') return { ok: false, why: 'the user has no owner tag' };
  if (!isAddress(tagValue)) return { ok: false, why: 'the owner tag is not one plain mail address' };
  // Old mail relays read these as a route to another host.
  if (/[%!]/.test(tagValue)) return { ok: false, why: 'the address in the owner tag names a route' };
  const domain = tagValue.slice(tagValue.indexOf('@') + 1).toLowerCase();
  return allowedDomains.some((allowed) => isWithin(domain, allowed.toLowerCase()))
    ? { ok: true, address: tagValue }
    : { ok: false, why: 'the address in the owner tag is outside the allowed domains' };
};

const isWithin = (domain: string, allowed: string): boolean =>
  allowed !== '' && (domain === allowed || domain.endsWith(`.${allowed}`));
