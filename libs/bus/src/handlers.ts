import { MessagePattern } from '@nestjs/microservices';
import type { Call, Event, ParticipantName, Task } from '@subjectline/contracts';

/** What a handler is for; the bus finds it in the `extras` of Nest's pattern. */
export type Duty =
  | { readonly kind: 'call'; readonly call: Call<object, object> }
  | { readonly kind: 'task'; readonly task: Task<object> }
  | { readonly kind: 'event'; readonly event: Event<object>; readonly listener: ParticipantName };

/** The method answers a call: it takes the request and returns the reply, or throws an `AppError`. */
export function Answers(call: Call<object, object>): MethodDecorator {
  return MessagePattern(call.subject, { duty: { kind: 'call', call } satisfies Duty });
}

/** The method does a task. It returns when the task is done; what it throws decides whether it is tried again. */
export function Does(task: Task<object>): MethodDecorator {
  return MessagePattern(task.subject, { duty: { kind: 'task', task } satisfies Duty });
}

/** The method hears an event, on behalf of the service named. */
export function Hears(event: Event<object>, listener: ParticipantName): MethodDecorator {
  return MessagePattern(event.subject, { duty: { kind: 'event', event, listener } satisfies Duty });
}
