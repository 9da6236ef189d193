import { Int } from '@subjectline/schema';

/** Which part of a list is asked for, page by page. */
export class PageRequest {
  /** Counted from 1. */
  @Int({ min: 1 }) page!: number;
  @Int({ min: 1, max: 100 }) size!: number;
}

/** Which part of a list is asked for, from any place on. */
export class SliceRequest {
  /** How many come before the first one. */
  @Int({ min: 0, max: 1_000_000 }) skip!: number;
  @Int({ min: 1, max: 100 }) limit!: number;
}
