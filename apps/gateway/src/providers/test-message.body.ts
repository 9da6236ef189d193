import { Nested } from '@subjectline/schema';
import { ContactAddress } from '@subjectline/contracts';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';

/** Where a test goes. An empty phone number is none, as everywhere in Fides. */
export class TestIdentity extends ContactAddress {
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? null : value))
  declare phone_number?: string | null;
}

export class TestMessageBody {
  @Nested(() => TestIdentity) to_identity!: TestIdentity;
}
