import { IsAbsentOr } from '@subjectline/contracts';
import { ArrayMaxSize, IsArray, IsBoolean, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

const blank = { message: 'name must not be empty' };

export class CreateClientBody {
  @IsOptional()
  @IsString()
  @Matches(/\S/, blank)
  @MaxLength(200)
  name?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  description?: string | null;

  @IsAbsentOr()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  scopes?: string[];
}

/** Name and scopes that are absent or null stay; a description that is null is taken away. */
export class ChangeClientBody {
  @IsOptional()
  @IsString()
  @Matches(/\S/, blank)
  @MaxLength(200)
  name?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  description?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  scopes?: string[] | null;

  /** Not in Fides: a client that is disabled gets no token, and its tokens are worth nothing. */
  @IsAbsentOr()
  @IsBoolean()
  disabled?: boolean;
}
