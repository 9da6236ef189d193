import { IsAbsentOr, IsProviderKey } from '@subjectline/contracts';
import { IsObject, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

/** `key`, `name` and `secrets` have no place here: Fides refuses them, and so do we. */
export class PutDefaultProviderBody {
  @IsString()
  @MaxLength(64)
  service_type!: string;

  @IsOptional()
  @IsObject()
  details?: object | null;
}

export class CreateProviderBody extends PutDefaultProviderBody {
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string | null;

  @IsOptional()
  @IsString()
  @IsProviderKey()
  key?: string | null;

  /** Kept with the config, or neither is. */
  @IsOptional()
  @IsObject()
  secrets?: object | null;
}

/** What is absent stays as it is, also inside details and secrets. */
export class ChangeProviderBody {
  @IsAbsentOr()
  @IsString()
  @MaxLength(64)
  service_type?: string;

  @IsAbsentOr()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  /** May be repeated here, not changed. */
  @IsOptional()
  @IsString()
  @IsProviderKey()
  key?: string | null;

  @IsOptional()
  @IsObject()
  details?: object | null;

  @IsOptional()
  @IsObject()
  secrets?: object | null;
}

export class ProviderPath {
  @IsProviderKey()
  config_key!: string;
}
