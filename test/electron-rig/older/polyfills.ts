// What Node 16 lacks of Node 24, as far as the workbench asks for it. Imported first by every program of the older build.
import 'core-js/actual';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as os from 'node:os';
import * as crypto from 'node:crypto';

interface StatFs {
  readonly bavail: number;
  readonly bsize: number;
}

/** A build to CommonJS reads these as properties of the module each time, so that they can be put there. */
function add(module: object, name: string, value: unknown): void {
  const target = (module as { default?: object }).default ?? module;
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

// Debuggers ask for it as well, who have no `require`.
add(process, 'getBuiltinModule', createRequire(import.meta.url));
add(os, 'availableParallelism', () => os.cpus().length);
// No figure is to be had; as much as any test needs.
add(fs, 'statfsSync', (): StatFs => ({ bavail: 1e9, bsize: 4096 }));
if (!('parentPath' in fs.Dirent.prototype))
  Object.defineProperty(fs.Dirent.prototype, 'parentPath', {
    get(this: { path?: string }) {
      return this.path;
    },
  });

/** As much of a Response as the page's scheme makes. */
class PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;

  constructor(body: unknown, options: { status?: number; headers?: Record<string, string> } = {}) {
    this.body = body;
    this.status = options.status ?? 200;
    this.headers = options.headers ?? {};
  }
}

add(globalThis, 'crypto', crypto.webcrypto);
add(globalThis, 'Response', PlainResponse);
