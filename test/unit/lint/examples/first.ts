// One half of a cycle, for the lint test.
import { second } from './second.ts';

export const first = (): string => `first before ${second()}`;
