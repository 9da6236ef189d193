import { ProviderKey } from '@subjectline/contracts';
import { Flag, Nullish, ObjectOf, Optional, Text } from '@subjectline/schema';

/** Absent fields are kept, also inside details and secrets. */
export class SetUpProviderBody {
  @Text({ max: 64 }) service_type!: string;

  /** Of a config, if the type has several: a new one or an existing one. Default: the one that the type's name stands for. */
  @Optional(ProviderKey) key?: string;
  @Optional(Text({ min: 1, max: 200 })) name?: string;
  @Nullish(ObjectOf<object>()) details?: object | null;
  @Nullish(ObjectOf<object>()) secrets?: object | null;

  /** False saves without checking with the vendor, such as while it cannot be reached. */
  @Optional(Flag) check?: boolean;
}
