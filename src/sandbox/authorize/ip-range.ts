import { BlockList, isIPv4 } from 'node:net';

/** True if the address lies in the CIDR range (or is the address) of a policy. */
export const addressIn = (range: string, address: string): boolean => {
  const [base = '', bits] = range.split('/');
  const family = isIPv4(base) ? 'ipv4' : 'ipv6';
  try {
    const list = new BlockList();
    list.addSubnet(base, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family);
    return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  } catch {
    // Not an address at all: such a policy value matches nothing.
    return false;
  }
};
