// The workbench in a browser: static files and one WebSocket, on the loopback interface, protected by a token.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { largestMessageLength } from '#shared/contract/host-bridge.ts';
import { securityHeaders } from '#main/browser-host/security-headers.ts';
import { isOwnHost, isOwnOrigin } from '#main/socket/guard.ts';
import type { SocketOptions } from '#main/socket/serve-socket.ts';
import { serveSocket } from '#main/socket/serve-socket.ts';

export interface BrowserHostOptions extends SocketOptions {
  /** The built renderer: index.html and its assets. */
  readonly rendererDir: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface BrowserHost {
  readonly port: number;
  /** With the token behind `#`, so that it is in no log and no request. */
  readonly address: string;
  close(): Promise<void>;
}

/** A few screens, each with a few connections for files. */
const mostConnections = 200;

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? msg`another program uses it` : cause.message;
      reject(
        new AppError('usage', msg`Port ${port} cannot be opened: ${why}.`, {
          hint: msg`Choose another with --port, or leave it out.`,
          cause,
        }),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Starts serving. @throws AppError `usage` when the port is not available */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  // `dev` looks for each file when it is asked for: the page may be built again while the host runs.
  const files = sirv(options.rendererDir, { etag: true, dev: true });
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    if (!isOwnHost(request.headers.host, port)) {
      response.writeHead(403).end('This address is not served here.');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    files(request, response, () => {
      response.writeHead(404).end('There is no such page.');
    });
  };
  const server = createServer(answer);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageLength });
  server.maxConnections = mostConnections;
  server.on('upgrade', (request, socket, head) => {
    // Node no longer handles errors here: a client that disconnects early would end the host.
    socket.on('error', () => {
      socket.destroy();
    });
    const path = request.url?.split('?', 1)[0];
    const allowed =
      path === '/api' && isOwnHost(request.headers.host, port) && isOwnOrigin(request.headers.origin, port);
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      serveSocket(webSocket, options);
    });
  });
  const port = await listen(server, options.port);
  return {
    port,
    address: `http://127.0.0.1:${port}/#token=${options.token}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
