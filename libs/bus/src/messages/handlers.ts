import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { Call, Event, ParticipantName, Task } from '@subjectline/contracts';

/** The contract of a handler; the bus finds it in the `extras` of Nest's pattern. */
export type Binding =
  | { readonly kind: 'call'; readonly call: Call<object, object> }
  | { readonly kind: 'task'; readonly task: Task<object> }
  | { readonly kind: 'event'; readonly event: Event<object>; readonly listener: ParticipantName };

/** Facts about the delivery of a task. */
export interface Delivery {
  /** How often it was delivered, to this process or another, this time included. */
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
  return MessagePattern(call.subject, { binding: { kind: 'call', call } satisfies Binding });
}

/**
 * The method does a task. It returns when the task is done; what it throws decides whether it is tried again. It may take
 * the facts about the delivery.
 */
export function Does<Content extends object>(
  task: Task<Content>,
): HandlerDecorator<Content, void, [Delivery]> {
  const decorate = MessagePattern(task.subject, { binding: { kind: 'task', task } satisfies Binding });
  return (target, name, method) => {
    // by default Nest passes the payload alone
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
  return MessagePattern(event.subject, { binding: { kind: 'event', event, listener } satisfies Binding });
}
