import { Injectable } from '@nestjs/common';
import type { SendMessageTask } from '@subjectline/contracts';
import type { FailureOutcome } from '../message/outcome';
import type { Route, Routes } from '../routing/plan';
import { chooseRoute } from '../routing/route-choice';
import { Circuits } from './circuits';

/** Which routes of a message lead through an account that works. */
@Injectable()
export class AccountRoutes {
  constructor(private readonly circuits: Circuits) {}

  choose(task: SendMessageTask, routes: Routes): Route | null {
    const { organization, handover } = task;
    return chooseRoute(routes, handover, {
      works: (route) => this.works(task, route),
      hasFailed: ({ state }) => this.circuits.hasFailed({ organization, ...state }),
    });
  }

  works(task: SendMessageTask, route: Route): boolean {
    return this.failureOf(task, route) === null;
  }

  failureOf({ organization }: SendMessageTask, { state }: Route): FailureOutcome | null {
    return this.circuits.reasonOf({ organization, ...state });
  }

  /** No route may be used: one that refused this message, if no more than that is known, is probed from now on. */
  async suspectAll(task: SendMessageTask, routes: Routes): Promise<void> {
    const { organization } = task;
    for (const route of routes) {
      if (this.works(task, route)) await this.circuits.suspect({ organization, ...route.state });
    }
  }
}
