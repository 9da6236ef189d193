import { Nullish, ObjectOf, Optional, Text } from '@subjectline/schema';
import { ProviderKey } from '@subjectline/contracts';

/** `key`, `name` and `secrets` have no place here: Fides refuses them, and so do we. */
export class PutDefaultProviderBody {
  @Text({ max: 64 }) service_type!: string;
  @Nullish(ObjectOf<object>()) details?: object | null;
}

export class CreateProviderBody extends PutDefaultProviderBody {
  @Nullish(Text({ min: 1, max: 200 })) name?: string | null;
  @Nullish(ProviderKey) key?: string | null;

  /** Kept with the config, or neither is. */
  @Nullish(ObjectOf<object>()) secrets?: object | null;
}

/** Absent fields are kept, also inside details and secrets. */
export class ChangeProviderBody {
  @Optional(Text({ max: 64 })) service_type?: string;
  @Optional(Text({ min: 1, max: 200 })) name?: string;

  /** May be repeated here, not changed. */
  @Nullish(ProviderKey) key?: string | null;
  @Nullish(ObjectOf<object>()) details?: object | null;
  @Nullish(ObjectOf<object>()) secrets?: object | null;
}

export class ProviderPath {
  @ProviderKey config_key!: string;
}
