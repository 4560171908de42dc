// Formats JSON for reading: a value that fits in a line gets one line, so a layer is a line. The layout is Prettier's.

const width = 120;

function isCompound(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function sizeOf(value: object): number {
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

/** A list of several objects has one object a line, even if they are short. */
function mustBreak(value: object): boolean {
  if (!Array.isArray(value)) return Object.values(value).some((child) => isCompound(child) && mustBreak(child));
  const children: readonly unknown[] = value;
  const isTable =
    children.length > 1 && children.every((child) => isCompound(child) && !Array.isArray(child) && sizeOf(child) > 1);
  return isTable || children.some((child) => isCompound(child) && mustBreak(child));
}

function inOneLine(value: unknown): string {
  if (!isCompound(value)) return JSON.stringify(value);
  if (sizeOf(value) === 0) return Array.isArray(value) ? '[]' : '{}';
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  return `{ ${entriesOf(value)
    .map(([key, child]) => `${JSON.stringify(key)}: ${inOneLine(child)}`)
    .join(', ')} }`;
}

/** Removes what JSON cannot express. */
function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, child]) => child !== undefined);
}

/** @param used characters before and after the value in its line */
function formatValue(value: unknown, indent: string, used: number): string {
  if (!isCompound(value) || sizeOf(value) === 0) return inOneLine(value);
  const line = inOneLine(value);
  if (indent !== '' && !mustBreak(value) && indent.length + used + line.length <= width) return line;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const children = value.map((child: unknown) => deeper + formatValue(child, deeper, 1));
    return `[\n${children.join(',\n')}\n${indent}]`;
  }
  const children = entriesOf(value).map(([key, child]) => {
    const name = `${JSON.stringify(key)}: `;
    return deeper + name + formatValue(child, deeper, name.length + 1);
  });
  return `{\n${children.join(',\n')}\n${indent}}`;
}

/** Indented by two, at most 120 columns where possible, with a newline at the end. */
export function formatJson(value: unknown): string {
  return `${formatValue(value, '', 0)}\n`;
}
