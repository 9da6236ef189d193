import { IsAbsentOr } from '@subjectline/contracts';
import { IsBoolean, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';

/** What is absent stays as it is, also inside details and secrets. */
export class SetUpProviderBody {
  @IsString()
  @MaxLength(64)
  service_type!: string;

  @IsOptional()
  @IsObject()
  details?: object | null;

  @IsOptional()
  @IsObject()
  secrets?: object | null;

  /** False saves without asking the vendor, such as while it cannot be reached. */
  @IsAbsentOr()
  @IsBoolean()
  check?: boolean;
}
