import { Nullable, Text, type Field } from '@subjectline/schema';

/** A field of Fides' answers that is always null here. */
export const AlwaysNull = Nullable(Text()) as Field<unknown> as Field<null>;
