import { IsAbsentOr, IsWebAddress } from '@subjectline/contracts';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, Max, Min } from 'class-validator';

export class CompleteRequestBody {
  /** Where the person gets the data; the first one is told. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsWebAddress({ each: true })
  download_links?: string[] | null;

  /** For how many days the links work. */
  @IsAbsentOr()
  @IsInt()
  @Min(1)
  @Max(365)
  link_days?: number;
}
