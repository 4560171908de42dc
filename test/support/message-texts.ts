// Every English text that is a key of the catalogues: what `msg` and `countOf` are called with in the sources, found by
// TypeScript's parser, and the templates' titles and lessons.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/** A text and where it stands. */
export interface MessageText {
  readonly text: string;
  readonly place: string;
}

function textOfTemplate(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.templateSpans.reduce((text, { literal }, i) => `${text}{${i}}${literal.text}`, template.head.text);
}

/** The texts of one source file. A `countOf` whose texts are not literals is a mistake and throws. */
export function messageTexts(path: string, source: string): MessageText[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: MessageText[] = [];
  const add = (node: ts.Node, text: string): void => {
    found.push({ text, place: `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}` });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'msg') add(node, textOfTemplate(node.template));
    if (ts.isCallExpression(node) && node.expression.getText() === 'countOf') {
      for (const text of node.arguments.slice(1)) {
        if (!ts.isStringLiteralLike(text)) throw new Error(`${path}: the texts of countOf must be literals`);
        add(text, text.text);
      }
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'text' && ts.isStringLiteralLike(node.initializer)) {
      if (node.initializer.text.includes('{0}')) add(node, node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isPlainText(node: ts.Node | undefined): boolean {
  return node !== undefined && (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node));
}

/** The messages and hints of one source file's errors that are plain English text: no catalogue can translate them. */
export function plainErrorTexts(path: string, source: string): MessageText[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: MessageText[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node === undefined || !isPlainText(node)) return;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push({ text: node.getText(), place: `${path}:${line + 1}` });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'AppError') {
      const [, message, options] = node.arguments ?? [];
      add(message);
      for (const option of options !== undefined && ts.isObjectLiteralExpression(options) ? options.properties : [])
        if (ts.isPropertyAssignment(option) && option.name.getText() === 'hint') add(option.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The command line speaks English. */
export function isShownInWindow({ place }: MessageText): boolean {
  return !/^src-main[/\\](cli|benchmark)[/\\]/.test(place);
}

function fromSources(read: (path: string, source: string) => MessageText[]): MessageText[] {
  return ['src-shared', 'src-main', 'src-renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(folder, path))
      .flatMap((path) => read(path, readFileSync(join(root, path), 'utf8'))),
  );
}

/** `plainErrorTexts` of all sources. */
export function allPlainErrorTexts(): MessageText[] {
  return fromSources(plainErrorTexts);
}

/** All texts of the sources and the templates. */
export function allMessageTexts(): MessageText[] {
  const templates = readdirSync(join(root, 'resources/templates')).map((name) => join('resources/templates', name));
  return [
    ...fromSources(messageTexts),
    ...templates.flatMap((path) => {
      const template = JSON.parse(readFileSync(join(root, path), 'utf8')) as { name: string; description: string };
      return [template.name, template.description].map((text) => ({ text, place: path }));
    }),
  ];
}
