import { Nested } from '@subjectline/schema';
import { ContactAddress } from '@subjectline/contracts';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';

/** The recipient of a test. An empty phone number counts as none, as everywhere in Fides. */
export class TestIdentity extends ContactAddress {
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? null : value))
  declare phone_number?: string | null;
}

export class TestMessageBody {
  @Nested(() => TestIdentity) to_identity!: TestIdentity;
}
