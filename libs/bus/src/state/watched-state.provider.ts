import { Inject, type FactoryProvider } from '@nestjs/common';
import type { State } from '@subjectline/contracts';
import { Bus } from '../messages/bus';
import type { WatchedState } from './watched-state';

const tokenOf = ({ bucket }: State<object>) => `watched state ${bucket}`;

/** A provider of the values of a bucket: Nest starts once they have all been read, and stops following at the end. */
export function watchedState<Value extends object>(
  state: State<Value>,
): FactoryProvider<WatchedState<Value>> {
  return { provide: tokenOf(state), inject: [Bus], useFactory: (bus: Bus) => bus.watch(state) };
}

/** Injects the `WatchedState` of a bucket that the module has as `watchedState(state)`. */
export function InjectState(state: State<object>): ParameterDecorator {
  return Inject(tokenOf(state));
}
