import { convertIPv4ToBinary, convertIPv6ToBinary, isIPv4MappedIPv6 } from 'hono/utils/ipaddr';
import { isWorkers } from '../state/platform.js';

/** What a platform passes to the handler beside the request: Node's socket, Deno's connection, Bun's server. */
interface Platform {
  incoming?: { socket?: { remoteAddress?: string } };
  remoteAddr?: { hostname?: string };
  requestIP?: (request: Request) => { address?: string } | null;
}

/**
 * Says which client sent a request: by the address of the socket, or by the one that the last trusted proxy saw.
 *
 * @param trustedProxies - How many proxies are in front. Each of them appends the address that it saw to
 *   `X-Forwarded-For`, so the list is counted from its right end; anybody can write what is further left.
 * @returns See `toClientId`; `unknown` for all clients without an address.
 */
export function getClientId(request: Request, platform: unknown, trustedProxies: number): string {
  const forwarded = trustedProxies
    ? (request.headers.get('X-Forwarded-For') ?? '').split(',').reverse()[trustedProxies - 1]
    : undefined;
  return (forwarded ? toClientId(forwarded) : null) ?? toClientId(socketAddress(request, platform)) ?? 'unknown';
}

function socketAddress(request: Request, platform: unknown): string {
  // Cloudflare sets this header itself, and overwrites what the client sent.
  if (isWorkers) return request.headers.get('CF-Connecting-IP') ?? '';
  const { incoming, remoteAddr, requestIP } = (platform ?? {}) as Platform;
  if (incoming) return incoming.socket?.remoteAddress ?? '';
  if (remoteAddr) return remoteAddr.hostname ?? '';
  return requestIP?.call(platform, request)?.address ?? '';
}

/**
 * Gives all addresses that one client can have the same ID. An IPv4 address is itself, also when it is written as IPv6.
 * Of an IPv6 address only the /64 counts, because the client chooses the rest.
 *
 * @returns `null` when the text is no address.
 */
function toClientId(text: string): string | null {
  const [, bracketed] = /^\[([^\]]*)\](:\d+)?$/.exec(text.trim()) ?? [];
  const address = bracketed ?? text.trim().replace(/^([\d.]+):\d+$/, '$1');
  try {
    if (!address.includes(':')) return toHex(convertIPv4ToBinary(address));
    const binary = convertIPv6ToBinary(address.replace(/%.*/, ''));
    return isIPv4MappedIPv6(binary) ? toHex(binary & 0xffff_ffffn) : `${toHex(binary >> 64n)}/64`;
  } catch {
    return null;
  }
}

function toHex(binary: bigint): string {
  return binary.toString(16);
}
