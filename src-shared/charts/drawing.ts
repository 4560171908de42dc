// A drawing of few kinds of parts, which becomes SVG. The page paints it on a canvas as well (lib/charts/drawing-png.ts): the same
// picture, with the page's own fonts. Pure.
import { escapedMarkup } from '#shared/base/markup.ts';

/** A text at a place, in pixels. */
export interface DrawnText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  readonly anchor?: 'middle' | 'end';
  readonly size?: number;
  readonly isBold?: boolean;
  /** Turned a quarter, to be read from below. */
  readonly isUpward?: boolean;
}

/** A line or a surface. */
export interface DrawnPath {
  /** As in SVG. */
  readonly path: string;
  readonly fill?: string;
  readonly opacity?: number;
  readonly stroke?: string;
  readonly width?: number;
  readonly dashes?: readonly number[];
  /** Cut off at the drawing's `clip`. */
  readonly isClipped?: boolean;
}

/** A picture as a list of parts; the first is behind the others. */
export interface Drawing {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly parts: readonly (DrawnPath | DrawnText)[];
}

/** Of a text that names no other, in pixels. */
export const textSize = 12;

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return known.map(([name, value]) => `${name}="${escapedMarkup(String(value))}"`).join(' ');
}

function svgPart(part: DrawnPath | DrawnText, clipId: string): string {
  if ('text' in part) {
    const { x, y, fill, anchor, size, isBold, isUpward } = part;
    const more = {
      'text-anchor': anchor,
      'font-size': size,
      'font-weight': isBold === true ? 600 : undefined,
      transform: isUpward === true ? `rotate(-90 ${x} ${y})` : undefined,
    };
    return `<text ${attributes({ x, y, fill, ...more })}>${escapedMarkup(part.text)}</text>`;
  }
  const { path, fill = 'none', opacity, stroke, width, dashes, isClipped } = part;
  return `<path ${attributes({
    d: path,
    fill,
    'fill-opacity': opacity,
    stroke,
    'stroke-width': width,
    'stroke-dasharray': dashes?.join(' '),
    'stroke-linejoin': stroke === undefined ? undefined : 'round',
    'clip-path': isClipped === true ? `url(#${clipId})` : undefined,
  })}/>`;
}

/**
 * The drawing as an SVG file; every text in it is escaped.
 * @param clipId differs among the drawings of one page
 */
export function drawingToSvg({ title, width, height, clip, parts }: Drawing, clipId = 'plot'): string {
  const size = attributes({ width, height, viewBox: `0 0 ${width} ${height}` });
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="Inter, Pretendard, system-ui, sans-serif" font-size="${textSize}">
<title>${escapedMarkup(title)}</title>
<clipPath id="${clipId}"><rect ${attributes(clip)}/></clipPath>
${parts.map((part) => svgPart(part, clipId)).join('\n')}
</svg>
`;
}
