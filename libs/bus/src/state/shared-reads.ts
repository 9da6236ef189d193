import { checkKnown, type State } from '@subjectline/contracts';
import { decode } from '../messages/json';
import { endOfTick } from '../messages/tick';

/** Values that are kept to compare with. */
const maxKept = 100;

interface Kept {
  readonly bytes: Uint8Array;
  readonly value: object;
}

/**
 * Reads states for all callers of a process. Those that ask in one tick of the event loop share one answer, which is asked
 * for after all of them; bytes that are the same as the last time are not parsed and checked again. Settings are read for
 * every request: without this they cost a twentieth of it.
 */
export class SharedReads {
  private readonly underWay = new Map<string, Promise<object | null>>();
  private readonly kept = new Map<string, Kept>();

  /** @param readNow asks the broker; null if there is no value */
  constructor(private readonly readNow: (state: State<object>, key: string) => Promise<Uint8Array | null>) {}

  read<Value extends object>(state: State<Value>, key: string): Promise<Readonly<Value> | null> {
    const name = `${state.bucket} ${key}`;
    const shared = this.underWay.get(name) ?? this.begin(state, key, name);
    return shared as Promise<Value | null>;
  }

  private begin(state: State<object>, key: string, name: string): Promise<object | null> {
    const reading = this.readAtEndOfTick(state, key, name);
    this.underWay.set(name, reading);
    return reading;
  }

  private async readAtEndOfTick(state: State<object>, key: string, name: string): Promise<object | null> {
    await endOfTick();
    // callers from here on might have seen a later `put`
    this.underWay.delete(name);
    const bytes = await this.readNow(state, key);
    return bytes && this.valueOf(state, name, bytes);
  }

  private valueOf(state: State<object>, name: string, bytes: Uint8Array): object {
    const known = this.kept.get(name);
    if (known && Buffer.compare(known.bytes, bytes) === 0) return known.value;
    const value = freeze(checkKnown(state.value, decode(bytes)));
    if (this.kept.size >= maxKept) this.kept.clear();
    // a copy: the bytes are a part of what came from the broker in one piece
    this.kept.set(name, { bytes: bytes.slice(), value });
    return value;
  }
}

/** One caller must not change what another one has. */
function freeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value) as unknown[]) {
    if (typeof part === 'object' && part !== null) freeze(part);
  }
  return Object.freeze(value);
}
