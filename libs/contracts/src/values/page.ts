import { Int } from '@subjectline/schema';

/** A page of a list. */
export class PageRequest {
  /** Starts at 1. */
  @Int({ min: 1 }) page!: number;
  @Int({ min: 1, max: 100 }) size!: number;
}

/** A slice of a list. */
export class SliceRequest {
  /** Number of items to skip. */
  @Int({ min: 0, max: 1_000_000 }) skip!: number;
  @Int({ min: 1, max: 100 }) limit!: number;
}
