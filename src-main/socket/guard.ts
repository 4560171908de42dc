// Checks who connects to a socket of this machine: the Host header must name this server, and the token must be right.
import { createHash, timingSafeEqual } from 'node:crypto';

const ownNames = ['127.0.0.1', 'localhost'];

/** Whether the Host header names this server by a loopback name. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host !== undefined && ownNames.some((name) => host === `${name}:${port}`);
}

/** Whether the Origin header, which every browser sends with a WebSocket, is a page of this server. */
export function isOwnOrigin(origin: string | undefined, port: number): boolean {
  return origin !== undefined && ownNames.some((name) => origin === `http://${name}:${port}`);
}

/** Compares in constant time. */
export function isToken(given: unknown, token: string): boolean {
  if (typeof given !== 'string') return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
