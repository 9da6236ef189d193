import { ValidateIf, IsString } from 'class-validator';

/** Null restores the shipped text. Placeholders are those of the type's template. */
export class SmsTextBody {
  @ValidateIf((_body, value) => value !== null)
  @IsString()
  sms!: string | null;
}

/** With null, the plain text is generated from the body. */
export class PlainTextBody {
  @ValidateIf((_body, value) => value !== null)
  @IsString()
  text!: string | null;
}
