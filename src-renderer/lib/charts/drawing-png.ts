// Paints a drawing on a canvas, with the page's own fonts, as a picture.
import { textSize, type DrawnPath, type DrawnText, type Drawing } from '#shared/charts/drawing.ts';

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
