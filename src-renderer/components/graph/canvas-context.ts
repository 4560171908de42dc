// What the cards on the canvas can do: handed to them past the canvas library.
import { createContext } from 'svelte';
import type { CanvasActions } from '#renderer/lib/graph/canvas-actions.ts';

export const [getCanvasActions, setCanvasActions] = createContext<CanvasActions>();
