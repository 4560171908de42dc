// A drawing of few kinds of parts, which becomes an SVG file or is painted on a canvas: the same picture, once with texts and once
// with the page's own fonts.

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

export interface Drawing {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly parts: readonly (DrawnPath | DrawnText)[];
}

const textSize = 12;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  // XML has no control characters.
  return text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? '').replace(/\p{Cc}/gu, ' ');
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return known.map(([name, value]) => `${name}="${escaped(String(value))}"`).join(' ');
}

function svgPart(part: DrawnPath | DrawnText): string {
  if ('text' in part) {
    const { x, y, fill, anchor, size, isBold, isUpward } = part;
    const more = {
      'text-anchor': anchor,
      'font-size': size,
      'font-weight': isBold === true ? 600 : undefined,
      transform: isUpward === true ? `rotate(-90 ${x} ${y})` : undefined,
    };
    return `<text ${attributes({ x, y, fill, ...more })}>${escaped(part.text)}</text>`;
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
    'clip-path': isClipped === true ? 'url(#plot)' : undefined,
  })}/>`;
}

export function drawingToSvg({ title, width, height, clip, parts }: Drawing): string {
  const size = attributes({ width, height, viewBox: `0 0 ${width} ${height}` });
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="Inter, Pretendard, system-ui, sans-serif" font-size="${textSize}">
<title>${escaped(title)}</title>
<clipPath id="plot"><rect ${attributes(clip)}/></clipPath>
${parts.map(svgPart).join('\n')}
</svg>
`;
}

function paint(
  context: CanvasRenderingContext2D,
  part: DrawnPath | DrawnText,
  clip: Drawing['clip'],
  font: string,
): void {
  context.save();
  if ('text' in part) {
    const { text, x, y, fill, anchor = 'left', size = textSize, isBold, isUpward } = part;
    context.translate(x, y);
    if (isUpward === true) context.rotate(-Math.PI / 2);
    context.font = `${isBold === true ? '600 ' : ''}${size}px ${font}`;
    context.textAlign = anchor === 'middle' ? 'center' : anchor;
    context.fillStyle = fill;
    context.fillText(text, 0, 0);
  } else {
    const { path, fill, opacity = 1, stroke, width = 1, dashes = [], isClipped } = part;
    if (isClipped === true) {
      context.beginPath();
      context.rect(clip.x, clip.y, clip.width, clip.height);
      context.clip();
    }
    const shape = new Path2D(path);
    if (fill !== undefined) {
      context.globalAlpha = opacity;
      context.fillStyle = fill;
      context.fill(shape);
      context.globalAlpha = 1;
    }
    if (stroke !== undefined) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.lineJoin = 'round';
      context.setLineDash([...dashes]);
      context.stroke(shape);
    }
  }
  context.restore();
}

/** The drawing as PNG, twice as fine. @param font the page's own, which an SVG in a picture would not have */
export async function drawingToPng(drawing: Drawing, font: string): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = drawing.width * 2;
  canvas.height = drawing.height * 2;
  const context = canvas.getContext('2d');
  context?.scale(2, 2);
  if (context) for (const part of drawing.parts) paint(context, part, drawing.clip, font);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png');
  });
}
