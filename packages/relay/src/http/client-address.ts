import { convertIPv4ToBinary, convertIPv6ToBinary, isIPv4MappedIPv6 } from 'hono/utils/ipaddr';
import { isWorkers } from './platform.js';

/** What a platform hands to the handler beside the request: Node's socket, Deno's connection, Bun's server. */
interface Platform {
  incoming?: { socket?: { remoteAddress?: string } };
  remoteAddr?: { hostname?: string };
  requestIP?: (request: Request) => { address?: string } | null;
}

/**
 * Who asks: the address of the socket, or the one that the last trusted proxy saw.
 *
 * @param trustedProxies How many proxies stand in front. `X-Forwarded-For` is counted from its right end, where each of
 *   them added the address that it saw; what stands further left is anybody's invention.
 * @returns One text for each client, as `clientOf` gives it.
 */
export function clientAddress(request: Request, platform: unknown, trustedProxies: number): string {
  const forwarded = trustedProxies
    ? (request.headers.get('X-Forwarded-For') ?? '').split(',').reverse()[trustedProxies - 1]
    : undefined;
  return (forwarded ? clientOf(forwarded) : null) ?? clientOf(socketAddress(request, platform)) ?? 'unknown';
}

function socketAddress(request: Request, platform: unknown): string {
  // Cloudflare sets it itself, over what the client sent.
  if (isWorkers) return request.headers.get('CF-Connecting-IP') ?? '';
  const { incoming, remoteAddr, requestIP } = (platform ?? {}) as Platform;
  if (incoming) return incoming.socket?.remoteAddress ?? '';
  if (remoteAddr) return remoteAddr.hostname ?? '';
  return requestIP?.call(platform, request)?.address ?? '';
}

/**
 * One text for all addresses that one client can have: an IPv4 address is itself, also where it is written as IPv6; of
 * an IPv6 address the /64 counts, since the rest is the client's to choose.
 *
 * @returns `null` where it is no address.
 */
export function clientOf(text: string): string | null {
  const [, bracketed] = /^\[([^\]]*)\](:\d+)?$/.exec(text.trim()) ?? [];
  const address = bracketed ?? text.trim().replace(/^([\d.]+):\d+$/, '$1');
  try {
    if (!address.includes(':')) return ipv4(convertIPv4ToBinary(address));
    const binary = convertIPv6ToBinary(address.replace(/%.*/, ''));
    return isIPv4MappedIPv6(binary) ? ipv4(binary & 0xffff_ffffn) : `${(binary >> 64n).toString(16)}/64`;
  } catch {
    return null;
  }
}

function ipv4(binary: bigint): string {
  return binary.toString(16);
}
