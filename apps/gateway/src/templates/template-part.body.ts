import { ValidateIf, IsString } from 'class-validator';

/** Null goes back to the shipped text. Placeholders are those of the type's template. */
export class SmsTextBody {
  @ValidateIf((_body, value) => value !== null)
  @IsString()
  sms!: string | null;
}

/** Null has the plain text made from the body again. */
export class PlainTextBody {
  @ValidateIf((_body, value) => value !== null)
  @IsString()
  text!: string | null;
}
