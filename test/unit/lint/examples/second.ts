// The other half of a cycle, for the lint test.
import { first } from './first.ts';

export const second = (): string => `second after ${first()}`;
