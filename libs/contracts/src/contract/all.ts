import * as config from '../config/index';
import * as consents from '../consents/index';
import * as dispatch from '../dispatch/index';
import * as identity from '../identity/index';
import * as persons from '../persons/index';
import * as requests from '../requests/index';
import * as templates from '../templates/index';
import * as webhooks from '../webhooks/index';
import type { Call, Contract, Event, State, Task } from './define';
import * as deadLetters from './dead-letters';
import { healthCalls } from './health';
import * as idempotency from './idempotency';
import { storeMarks } from './store-marks';

function isContract(value: unknown): value is Contract {
  return typeof value === 'object' && value !== null && 'kind' in value && 'owner' in value;
}

/** Every contract there is: what is exported from an owner's file is found here by itself. */
export const contracts: readonly Contract[] = [
  config,
  consents,
  deadLetters,
  deadLetters.sendDeadLetterAgainCalls,
  dispatch,
  healthCalls,
  idempotency,
  identity,
  persons,
  persons.erasePersonCalls,
  persons.findPersonSubjectsCalls,
  persons.readPersonCalls,
  requests,
  storeMarks,
  templates,
  webhooks,
].flatMap((owner) => Object.values(owner).filter(isContract));

export const calls = contracts.filter(
  (contract): contract is Call<object, object> => contract.kind === 'call',
);
export const tasks = contracts.filter((contract): contract is Task<object> => contract.kind === 'task');
export const events = contracts.filter((contract): contract is Event<object> => contract.kind === 'event');
export const states = contracts.filter((contract): contract is State<object> => contract.kind === 'state');
