// Picks the transport to the host this page came from. Nothing else in the renderer knows which shell it runs in.
import { bridgeName } from '#shared/contract/host-bridge.ts';
import type { HostBridge } from '#shared/contract/host-bridge.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import { followToken, takeToken } from '#renderer/lib/host/access-token.ts';
import { WebSocketHost } from '#renderer/lib/host/web-socket-host.ts';
import { WindowHost } from '#renderer/lib/host/window-host.ts';

declare global {
  interface Window {
    /** There in Electron only, put there by the preload script. */
    readonly [bridgeName]?: HostBridge;
  }
}

export function createHostApi(page: Window): WorkbenchApi {
  const bridge = page[bridgeName];
  if (bridge !== undefined) return new WindowHost(bridge);
  const url = new URL('api', page.location.href.replace(/#.*$/, ''));
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.pathname = '/api';
  url.search = '';
  const host = new WebSocketHost({ url: url.href, token: takeToken(page) ?? '' });
  followToken(page, (token) => host.useToken(token));
  return host;
}
