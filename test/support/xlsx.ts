// Small workbooks of Excel for tests, as Excel and openpyxl write them.
import { strToU8, zipSync } from 'fflate';

/** A cell: a text (shared), a number, a truth value, or XML of its own: `<c r="{place}" s="1"><v>45292</v></c>`. */
export type SheetCell = string | number | boolean | null | { readonly xml: string };

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** `A`, …, `Z`, `AA`, … */
function letters(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : letters(Math.floor(column / 26) - 1) + rest;
}

/** The styles that cells have by `s`: 1 a date, 2 a date with hours, 3 hours, 4 per cent, 5 a unit in the format, 6 hours beyond 24. */
const formats = ['General', 'yyyy\\-mm\\-dd', 'yyyy/m/d h:mm', 'h:mm', '0.0%', '0.0" days"', '[h]:mm'];

export interface WorkbookParts {
  readonly is1904?: boolean;
  /** Files that are added, or put in the place of others. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** @param sheets rows by the sheet's name; a row of `null` alone is not in the file */
export function workbook(
  sheets: Readonly<Record<string, readonly (readonly SheetCell[])[]>>,
  { is1904 = false, files = {} }: WorkbookParts = {},
): Uint8Array {
  const strings: string[] = [];
  const cellXml = (cell: SheetCell, place: string): string => {
    if (cell === null) return '';
    if (typeof cell === 'object') return cell.xml.replace('{place}', place);
    if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
    if (!strings.includes(cell)) strings.push(cell);
    return `<c r="${place}" t="s"><v>${strings.indexOf(cell)}</v></c>`;
  };
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const names = Object.keys(sheets);
  const bodies = Object.values(sheets).map((rows) => {
    const lines = rows.map((row, i) => {
      const cells = row.map((cell, column) => cellXml(cell, `${letters(column)}${i + 1}`)).join('');
      return cells === '' ? '' : `<row r="${i + 1}">${cells}</row>`;
    });
    return `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
  });
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (inner: string): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${names
      .map((name, i) => `<sheet name="${escape(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      [
        ...names.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
        relation('rIdS', 'sharedStrings', '/xl/sharedStrings.xml'),
        relation('rIdT', 'styles', 'styles.xml'),
      ].join(''),
    ),
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${formats
      .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escape(code)}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats
      .map((_, i) => `<xf numFmtId="${164 + i}"/>`)
      .join('')}<xf numFmtId="14"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings
      .map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`)
      .join('')}</sst>`,
    ...Object.fromEntries(bodies.map((body, i) => [`xl/worksheets/sheet${i + 1}.xml`, body])),
    ...files,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  );
}

/** A number with a style. */
export function styled(value: number, style: number): SheetCell {
  return { xml: `<c r="{place}" s="${style}"><v>${value}</v></c>` };
}
