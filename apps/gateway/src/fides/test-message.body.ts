import { ContactAddress } from '@subjectline/contracts';
import { Transform, Type } from 'class-transformer';
import { IsDefined, IsObject, IsOptional, ValidateNested } from 'class-validator';

/** Where a test goes. An empty phone number is none, as everywhere in Fides. */
export class TestIdentity extends ContactAddress {
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? null : value))
  declare phone_number?: string | null;
}

export class TestMessageBody {
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => TestIdentity)
  to_identity!: TestIdentity;
}
