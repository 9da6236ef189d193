import { OrNull, Text } from '@subjectline/schema';

/** Null restores the shipped text. Placeholders are those of the type's template. */
export class SmsTextBody {
  @OrNull(Text()) sms!: string | null;
}

/** With null, the plain text is generated from the body. */
export class PlainTextBody {
  @OrNull(Text()) text!: string | null;
}
