import { BlockList, isIP } from 'node:net';

/** Names that the cloud does not let scripts call (nango-semantics §4.4). */
const DENIED_NAMES = /^(?:localhost|.*\.localhost|metadata\.google\.internal)$/;

/**
 * Whether the cloud refuses a script's own call to this URL: another protocol than http(s), or a host that is this
 * machine, a private network or a metadata service. Names are judged as they are written, without looking them up.
 */
export function isDeniedUrl(url: URL): boolean {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return true;
    const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    const family = isIP(host);
    return family === 0 ? DENIED_NAMES.test(host) : deniedAddresses().check(host, family === 6 ? 'ipv6' : 'ipv4');
}

/** Loopback, private, link-local and unspecified networks. An IPv4 address written as IPv6 counts as what it is. */
function deniedAddresses(): BlockList {
    const list = new BlockList();
    list.addSubnet('0.0.0.0', 8, 'ipv4');
    list.addSubnet('10.0.0.0', 8, 'ipv4');
    list.addSubnet('100.64.0.0', 10, 'ipv4');
    list.addSubnet('127.0.0.0', 8, 'ipv4');
    list.addSubnet('169.254.0.0', 16, 'ipv4');
    list.addSubnet('172.16.0.0', 12, 'ipv4');
    list.addSubnet('192.168.0.0', 16, 'ipv4');
    list.addAddress('::', 'ipv6');
    list.addAddress('::1', 'ipv6');
    list.addSubnet('fc00::', 7, 'ipv6');
    list.addSubnet('fe80::', 10, 'ipv6');
    return list;
}
