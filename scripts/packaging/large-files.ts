// Explains a package's size: every file over 5 MB and its purpose.
import { lstatSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

const largeBytes = 5e6;

/** By the end of the path in the package. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^strata$|^Strata\.exe$|Electron Framework$/, 'Electron: Chromium, Node and V8 in one program'],
  [/^LICENSES\.chromium\.html$/, 'the licences of what Chromium is made of, which must go with it'],
  [/icudtl\.dat$/, 'what Chromium knows of languages: forms of dates and numbers, line breaks'],
  [/resources\.pak$/, "Chromium's own pages and pictures"],
  [/libGLESv2\.(so|dylib|dll)$/, 'draws through the graphics card, or without one'],
  [/(libvk_swiftshader|vk_swiftshader)\.(so|dylib|dll)$/, 'draws where there is no graphics card'],
  [/libvulkan\.so\.1$|vulkan-1\.dll$/, "finds the graphics card's driver"],
  [/d3dcompiler_47\.dll$|dxcompiler\.dll$/, 'draws on Windows'],
  [/libffmpeg\.(so|dylib)$|ffmpeg\.dll$/, 'sound and film; Chromium links to it'],
  [/app\.asar$/, 'Strata, and the JavaScript of TensorFlow.js and better-sqlite3'],
];

export interface LargeFile {
  /** In the package, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Null when undocumented: then it may be unnecessary. */
  readonly reason: string | null;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    lstatSync(join(folder, path)).isFile(),
  );
}

/** The files over 5 MB of an unpacked package, largest first. */
export function largeFiles(folder: string): LargeFile[] {
  return filesBelow(folder)
    .map((path) => ({ path: path.split(sep).join('/'), bytes: lstatSync(join(folder, path)).size }))
    .filter(({ bytes }) => bytes > largeBytes)
    .map((file) => ({ ...file, reason: reasons.find(([pattern]) => pattern.test(file.path))?.[1] ?? null }))
    .toSorted((a, b) => b.bytes - a.bytes);
}

/** The table as Markdown, with the total of the smaller files. */
export function formatLargeFiles(folder: string): string {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  const total = filesBelow(folder).reduce((sum, path) => sum + lstatSync(join(folder, path)).size, 0);
  const large = largeFiles(folder);
  const rest = total - large.reduce((sum, { bytes }) => sum + bytes, 0);
  const row = (name: string, bytes: number, what: string): string => `| ${name} | ${megabytes(bytes)} | ${what} |`;
  return [
    '| file | MB | what for |',
    '| --- | --- | --- |',
    ...large.map(({ path, bytes, reason }) => row(`\`${path}\``, bytes, reason ?? 'NOT WRITTEN DOWN')),
    row('all others', rest, ''),
    row('together', total, ''),
  ].join('\n');
}
