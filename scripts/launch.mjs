// Starts a script or a tool of node_modules with the project's own Node, whatever Node the machine has:
//   node scripts/launch.mjs src-main/cli/index.ts …      node scripts/launch.mjs eslint …
// npm 11 links that Node first in the path of every script; npm 10 takes the link away again while it drops the
// packages of other platforms, so the link cannot be relied on. Plain JavaScript that old Nodes understand.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** The file behind the name: a path from the root, or the program of a package. */
function findScript(name) {
  if (name.includes('/')) return resolve(root, name);
  const folder = join(root, 'node_modules', name === 'tsc' ? 'typescript' : name);
  if (!existsSync(folder)) return undefined;
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/** The Node of the platform's package, or undefined where there is none for this machine. */
function findNode() {
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = platform === 'darwin-arm64' ? `node-bin-${platform}` : `node-${platform}`;
  const path = join(root, 'node_modules', folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(path) ? path : undefined;
}

function fail(sentence) {
  console.error(sentence);
  process.exit(2);
}

const [name, ...args] = process.argv.slice(2);
if (name === undefined) fail('Say which script to start: node scripts/launch.mjs SCRIPT …');
const script = findScript(name);
if (script === undefined) fail(`${name} is not installed. Run npm install first.`);
const node = findNode();
// Node keeps compiled code there, which makes a command start in two thirds of the time; child processes inherit it.
if (!process.env.NODE_COMPILE_CACHE) process.env.NODE_COMPILE_CACHE = join(root, '.cache', 'node');

if (major >= 24 || (node === undefined && (major > 22 || (major === 22 && minor >= 18)))) {
  if (module.enableCompileCache) module.enableCompileCache();
  process.argv.splice(1, process.argv.length, script, ...args);
  await import(pathToFileURL(script).href);
} else if (node === undefined) {
  fail(
    `Strata needs Node 22.18 or later; this is ${process.versions.node}. Run npm install without --omit=optional, which brings Node 24, or install a newer Node.`,
  );
} else {
  const path = dirname(node) + delimiter + (process.env.PATH ?? '');
  const child = spawn(node, [script, ...args], { stdio: 'inherit', env: { ...process.env, PATH: path } });
  // The child gets the terminal's signals itself; others are passed on. It decides when to end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT') child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`Node cannot be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
}
