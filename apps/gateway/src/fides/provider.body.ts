import { IsObject, IsOptional, IsString, MaxLength } from 'class-validator';

/** `key`, `name` and `secrets` have no place here: Fides refuses them, and so do we. */
export class PutDefaultProviderBody {
  @IsString()
  @MaxLength(64)
  service_type!: string;

  @IsOptional()
  @IsObject()
  details?: object | null;
}
