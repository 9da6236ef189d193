import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';

/** A bare list of ids means the same. */
export class ReviewBody {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @MaxLength(128, { each: true })
  request_ids!: string[];
}

export class DenyBody extends ReviewBody {
  /** Told to the person, as it stands. */
  @IsOptional()
  @IsString()
  @MaxLength(32_000)
  reason?: string | null;
}

export class VerifyBody {
  @IsString()
  @MaxLength(64)
  code!: string;
}
