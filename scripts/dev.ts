// `npm run dev`: rebuilds the renderer when a file of it changes and serves it with the real host, which restarts when
// a file of its own changes. Reload the page to see a change; after a restart, open the newly printed address.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');

await build({ configFile: join(root, 'vite.renderer.config.ts'), logLevel: 'warn', build: { watch: {} } });
const host = spawn(process.execPath, ['--watch', 'src-main/cli/index.ts', 'serve', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'development' },
});
host.on('exit', (code) => process.exit(code ?? 1));
