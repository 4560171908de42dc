// The lint rule behind import-table.ts: resolves an import and checks it against the table.
import { builtinModules } from 'node:module';
import { posix, relative, sep } from 'node:path';
import type { Rule } from 'eslint';
import { governedFiles, zones, type Zone } from './import-table.ts';
import { ownedPackages, ownerFolders } from './owned-packages.ts';

const nodeModules: ReadonlySet<string> = new Set(builtinModules);
const aliases: Readonly<Record<string, string>> = {
  '#shared/': 'src-shared/',
  '#main/': 'src-main/',
  '#renderer/': 'src-renderer/',
};

type Target =
  { readonly kind: 'ours'; readonly path: string } | { readonly kind: 'node' | 'package'; readonly name: string };

/** Where `specifier`, written in `file`, leads to. Both are paths from the root, with forward slashes. */
function targetOf(specifier: string, file: string): Target {
  for (const [alias, folder] of Object.entries(aliases)) {
    if (specifier.startsWith(alias)) return { kind: 'ours', path: folder + specifier.slice(alias.length) };
  }
  if (specifier.startsWith('.')) return { kind: 'ours', path: posix.join(posix.dirname(file), specifier) };
  if (specifier.startsWith('node:')) return { kind: 'node', name: specifier };
  return { kind: nodeModules.has(specifier) ? 'node' : 'package', name: specifier };
}

function zoneOf(path: string): Zone | undefined {
  return zones.find((zone) => zone.files.test(path));
}

function isPackage(name: string, wanted: string): boolean {
  return wanted.endsWith('/') ? name.startsWith(wanted) : name === wanted || name.startsWith(`${wanted}/`);
}

/** What is wrong with importing `specifier` in `file`, or undefined. */
function findViolation(specifier: string, file: string): string | undefined {
  if (specifier.startsWith('..')) {
    return `'${specifier}' climbs out of its folder. Write the path from the top: #shared/…, #main/… or #renderer/….`;
  }
  const zone = zoneOf(file);
  if (zone === undefined) {
    return `${file} is in no zone of lint/import-table.ts. Say there who it is and what it may import.`;
  }
  const target = targetOf(specifier, file);
  if (target.kind === 'ours') return findZoneViolation(target.path, zone);
  if (target.kind === 'node') return findNodeViolation(target.name, file, zone);
  return findPackageViolation(target.name, file, zone);
}

function findZoneViolation(path: string, zone: Zone): string | undefined {
  const other = zoneOf(path);
  if (other !== undefined && (other === zone || zone.zones.includes(other.name))) return undefined;
  return `The zone '${zone.name}' must not import ${path} (${other === undefined ? 'in no zone' : `zone '${other.name}'`}). ${zone.mend}`;
}

function findNodeViolation(name: string, file: string, zone: Zone): string | undefined {
  if (zone.node === 'all' || (zone.node === 'only in *.node.ts' && file.endsWith('.node.ts'))) return undefined;
  return `The zone '${zone.name}' must not import Node's '${name}'. ${zone.mend}`;
}

function findPackageViolation(name: string, file: string, zone: Zone): string | undefined {
  // Resolving a package's path, or reading its version, does not load it.
  const loadsNothing = name.endsWith('/package.json');
  const owned = loadsNothing ? undefined : ownedPackages.find((entry) => isPackage(name, entry.package));
  const owns = (owner: string): boolean => owner === zone.name || ownerFolders[owner]?.test(file) === true;
  if (owned !== undefined && !owned.owners.some(owns)) {
    return `'${name}' has an owner, and the zone '${zone.name}' is not it. ${owned.mend}`;
  }
  if (zone.packages === 'any' || zone.packages.some((wanted) => isPackage(name, wanted))) return undefined;
  if (owned !== undefined && file.endsWith('.node.ts')) return undefined;
  return `The zone '${zone.name}' must not import the package '${name}'. ${zone.mend}`;
}

/** A node whose literal value names a module. */
interface WithSource {
  readonly source?: { readonly type: string; readonly value?: unknown } | null;
}

/** Refuses imports that import-table.ts does not allow, in every form: import, export from, import(), require, import types. */
export const importBoundaries: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'Keep the import rules of lint/import-table.ts' },
    messages: { violation: '{{text}}' },
    schema: [],
  },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    if (!governedFiles.test(file)) return {};

    function check(source: unknown, node: Rule.Node): void {
      if (typeof source !== 'string') return;
      const text = findViolation(source, file);
      if (text !== undefined) context.report({ node, messageId: 'violation', data: { text } });
    }
    function checkSource(node: Rule.Node): void {
      check((node as unknown as WithSource).source?.value, node);
    }
    return {
      ImportDeclaration: checkSource,
      ExportNamedDeclaration: checkSource,
      ExportAllDeclaration: checkSource,
      ImportExpression: checkSource,
      TSImportType: checkSource,
      CallExpression(node) {
        const [argument] = node.arguments;
        const isRequire =
          (node.callee.type === 'Identifier' && node.callee.name === 'require') ||
          (node.callee.type === 'MemberExpression' &&
            node.callee.object.type === 'Identifier' &&
            node.callee.object.name === 'require');
        if (isRequire && argument?.type === 'Literal') check(argument.value, node);
      },
    };
  },
};
