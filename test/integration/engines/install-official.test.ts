// tfjs-node's own installer, run for real, with a server on this machine's loopback in the place of its host.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { msg } from '#shared/base/message.ts';
import { installOfficial } from '#main/engines/install-official.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';

const why = msg`no pip was found`;

/** A tar.gz of small files. */
function archive(place: string, files: Readonly<Record<string, string>>): Buffer {
  const folder = join(place, 'contents');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  // Without a leading `.`: the installer takes the first part of each path away.
  execFileSync('tar', ['-czf', join(place, 'archive.tar.gz'), '-C', folder, ...readdirSync(folder)]);
  return readFileSync(join(place, 'archive.tar.gz'));
}

// The archives are those of Linux; the installer itself is the same everywhere.
describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the installer of tfjs-node', () => {
  let server: Server;
  let host: string;
  let home: TemporaryHome;
  let asked: string[] = [];
  /** What the server has, by the end of the path. */
  const served = new Map<string, Buffer>();

  beforeAll(async () => {
    const library = temporaryHome();
    const addon = temporaryHome();
    served.set(
      'libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz',
      archive(library.path, {
        'lib/libtensorflow.so.2.9.1': 'a library',
        'lib/libtensorflow_framework.so.2.9.1': 'its framework',
        'lib/tensorflow.dll': 'the library of Windows',
        'include/tensorflow/c/c_api.h': 'a header',
      }),
    );
    served.set('CPU-linux-4.22.0.tar.gz', archive(addon.path, { 'napi-v8/tfjs_binding.node': 'an add-on' }));
    library.remove();
    addon.remove();
    server = createServer((request, response) => {
      const name = request.url?.split('/').at(-1) ?? '';
      asked.push(name);
      const file = served.get(name);
      if (file === undefined) response.writeHead(404).end('Not found');
      else response.setHeader('content-length', file.length).end(file);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    home = temporaryHome();
    asked = [];
  });
  afterEach(() => {
    home.remove();
  });

  const environment = (): NodeJS.ProcessEnv => {
    const { http_proxy: _1, https_proxy: _2, HTTP_PROXY: _3, HTTPS_PROXY: _4, ...rest } = process.env;
    return { ...rest, TFJS_NODE_CDN_STORAGE: host, npm_config_tfjs_binding_binary_host_mirror: host };
  };

  it('brings the library and the add-on for the processor, and keeps nothing else', async () => {
    const built = await installOfficial({ environment: environment() }, home.path, why);
    expect(asked).toEqual(['libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz', 'CPU-linux-4.22.0.tar.gz']);
    expect(built).toMatchObject({ version: '2.9.1', addon: 'tfjs-node/lib/napi-v8/tfjs_binding.node' });
    expect(built.kept.toSorted()).toEqual([
      'tfjs-node/deps/lib/libtensorflow.so.2.9.1',
      'tfjs-node/deps/lib/libtensorflow_framework.so.2.9.1',
      'tfjs-node/deps/lib/tensorflow.dll',
      'tfjs-node/lib/napi-v8/tensorflow.dll',
      'tfjs-node/lib/napi-v8/tfjs_binding.node',
    ]);
    for (const path of built.kept) expect(readFileSync(join(home.path, path), 'utf8')).not.toBe('');
    expect(readdirSync(join(home.path, 'tfjs-node')).toSorted()).toEqual(['deps', 'lib']);
  });

  it('says why it was tried and what to do when its host cannot be reached', async () => {
    const nowhere = { ...environment(), TFJS_NODE_CDN_STORAGE: 'http://127.0.0.1:9/' };
    await expect(installOfficial({ environment: nowhere }, home.path, why)).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: 'TensorFlow could not be installed: no pip was found, and its own download failed.',
      hint: expect.stringContaining('python3-pip'),
      details: { cause: expect.stringContaining('ECONNREFUSED') },
    });
  });

  it('takes a page in the place of an archive for a failure', async () => {
    await expect(installOfficial({ environment: environment(), gpu: true }, home.path, why)).rejects.toMatchObject({
      code: 'engine-unavailable',
    });
    expect(asked).toEqual(['libtensorflow-gpu-linux-x86_64-2.9.1.tar.gz']);
  });

  it('ends when it is stopped', async () => {
    const stopped = installOfficial({ environment: environment(), signal: AbortSignal.abort() }, home.path, why);
    await expect(stopped).rejects.not.toMatchObject({ code: 'engine-unavailable' });
  });
});
