// `npm test`: everything on a machine that has just installed. Builds the renderer, prepares the engine that the
// tests share, runs every project, and ends with one plain line of counts. Arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testEngineHome } from './support/engines.ts';
import { temporaryHome } from './support/home.ts';
import { formatSummary, reportSchema, summarize, type Report } from './support/summary.ts';

const root = join(import.meta.dirname, '..');

/** Runs a program of node_modules with this Node; returns its exit code. */
function runTool(script: string, args: readonly string[]): number {
  const { status, error } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (error !== undefined) console.error(error.message);
  return status ?? 1;
}

function readReport(path: string): Report | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    console.error(`The test report cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Brings what the tests share; what cannot be had fails the tests that need it, and they say so. */
async function prepare(): Promise<boolean> {
  console.log('Building the renderer.');
  if (runTool('vite/bin/vite.js', ['build', '--config', 'vite.renderer.config.ts', '--logLevel', 'warn']) !== 0) {
    return false;
  }
  console.log('Preparing the native engine that the tests share.');
  try {
    await testEngineHome();
  } catch (error) {
    console.error(`It cannot be had here. ${error instanceof Error ? error.message : String(error)}`);
  }
  return true;
}

function runTests(args: readonly string[]): { report: Report | undefined; exitCode: number } {
  const reports = temporaryHome();
  try {
    const path = join(reports.path, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
    // Electron needs a display and more of the system than a bare machine has: `npm run test:electron`.
    const projects = args.some((arg) => arg.startsWith('--project')) ? [] : ['--project=!electron'];
    const exitCode = runTool('vitest/vitest.mjs', ['run', ...reporters, ...projects, ...args]);
    return { report: readReport(path), exitCode };
  } finally {
    reports.remove();
  }
}

const { report, exitCode } = (await prepare()) ? runTests(process.argv.slice(2)) : { report: undefined, exitCode: 1 };
const summary = summarize(report, exitCode);
console.log(formatSummary(summary));
process.exitCode = summary.failed === 0 ? 0 : 1;
