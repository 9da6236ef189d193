import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { Call, Event, ParticipantName, Task } from '@subjectline/contracts';

/** What a handler is for; the bus finds it in the `extras` of Nest's pattern. */
export type Duty =
  | { readonly kind: 'call'; readonly call: Call<object, object> }
  | { readonly kind: 'task'; readonly task: Task<object> }
  | { readonly kind: 'event'; readonly event: Event<object>; readonly listener: ParticipantName };

/** How a task came to its handler. */
export interface Delivery {
  /** How often it has been handed out, to this process or another, this time included. */
  readonly deliveries: number;
}

/** Decorates a method that takes this input and returns this output; one with other types does not compile. */
export type HandlerDecorator<Input, Output, Facts extends unknown[] = []> = <
  Method extends (input: Input, ...facts: Facts) => Output | Promise<Output>,
>(
  target: object,
  name: string | symbol,
  method: TypedPropertyDescriptor<Method>,
) => void;

/** The method answers a call: it takes the request and returns the reply, or throws an `AppError`. */
export function Answers<Request extends object, Reply extends object>(
  call: Call<Request, Reply>,
): HandlerDecorator<Request, Reply> {
  return MessagePattern(call.subject, { duty: { kind: 'call', call } satisfies Duty });
}

/**
 * The method does a task. It returns when the task is done; what it throws decides whether it is tried again. It may ask
 * how the task came to it.
 */
export function Does<Content extends object>(
  task: Task<Content>,
): HandlerDecorator<Content, void, [Delivery]> {
  const decorate = MessagePattern(task.subject, { duty: { kind: 'task', task } satisfies Duty });
  return (target, name, method) => {
    // Nest hands on the payload alone where it is not told of more
    Payload()(target, name, 0);
    Ctx()(target, name, 1);
    decorate(target, name, method);
  };
}

/** The method hears an event, on behalf of the service named. */
export function Hears<Payload extends object>(
  event: Event<Payload>,
  listener: ParticipantName,
): HandlerDecorator<Payload, void> {
  return MessagePattern(event.subject, { duty: { kind: 'event', event, listener } satisfies Duty });
}
