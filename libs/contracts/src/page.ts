import { IsInt, Max, Min } from 'class-validator';

/** Which part of a list is asked for, page by page. */
export class PageRequest {
  /** Counted from 1. */
  @IsInt()
  @Min(1)
  page!: number;

  @IsInt()
  @Min(1)
  @Max(100)
  size!: number;
}

/** Which part of a list is asked for, from any place on. */
export class SliceRequest {
  /** How many come before the first one. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  skip!: number;

  @IsInt()
  @Min(1)
  @Max(100)
  limit!: number;
}
