// A canvas that is drawn again, with the next frame, when what its painter reads changes.
import type { Attachment } from 'svelte/attachments';

export type Paint = (context: CanvasRenderingContext2D, token: (name: string) => string) => void;

export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/**
 * @param paint reads what is to be drawn, and gives a function that draws it
 * @param theme read so that a change of theme redraws; its value is not used
 */
export function plotCanvas(
  size: () => PlotSize,
  paint: () => Paint,
  theme: () => unknown,
): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    $effect(() => {
      theme();
      const { width, height } = size();
      const draw = paint();
      // Drawn by the processor: ten thousand small shapes take 50 ms there, and seconds where a graphics card is emulated. Without a
      // canvas (in tests) the table has all values.
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (context === null || width <= 0) return;
      const frame = requestAnimationFrame(() => {
        const ratio = window.devicePixelRatio || 1;
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        const style = getComputedStyle(canvas);
        draw(context, (name) => style.getPropertyValue(name).trim());
      });
      return () => cancelAnimationFrame(frame);
    });
  };
}
