import { Inject, Injectable } from '@nestjs/common';
import { linkTo, loggerToken, Tracing, type Logger } from '@subjectline/bus';
import type { SendMessageTask } from '@subjectline/contracts';
import { MessageTraceStore } from './message-trace.store';

/** Remembers the spans of messages for their delivery reports, while traces are exported. A message never fails for it. */
@Injectable()
export class MessageTraces {
  constructor(
    private readonly store: MessageTraceStore,
    private readonly tracing: Tracing,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async keep({ organization, id }: SendMessageTask, traceParent: string | undefined): Promise<void> {
    if (!this.tracing.isOn || !traceParent) return;
    await this.store.keep(organization, id, traceParent).catch(this.warn);
  }

  /** Links the current span to those of messages. */
  async link(organization: string, messageIds: readonly string[]): Promise<void> {
    if (!this.tracing.isOn) return;
    const found = await this.store.find(organization, messageIds).catch(this.warn);
    linkTo(found ?? []);
  }

  private readonly warn = (error: unknown): void => {
    this.logger.warn({ err: error }, 'the trace of a message could not be stored or read');
  };
}
