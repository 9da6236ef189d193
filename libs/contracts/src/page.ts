import { IsInt, Max, Min } from 'class-validator';

/** Which part of a list is asked for. */
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
