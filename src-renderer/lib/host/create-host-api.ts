// Picks the transport to the host this page came from. Nothing else in the renderer knows which shell it runs in.
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import { takeToken } from '#renderer/lib/host/access-token.ts';
import { WebSocketHost } from '#renderer/lib/host/web-socket-host.ts';

export function createHostApi(page: Window): WorkbenchApi {
  const url = new URL('api', page.location.href.replace(/#.*$/, ''));
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.pathname = '/api';
  url.search = '';
  return new WebSocketHost({ url: url.href, token: takeToken(page) ?? '' });
}
