import { Injectable } from '@nestjs/common';
import { AppError, personContext, valuesOfPerson, type PersonReference } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';

/** Persons cross the bus sealed. */
@Injectable()
export class PersonReferences {
  constructor(private readonly keys: KeyRing) {}

  seal(organization: string, person: PersonReference): { organization: string; sealed_person: string } {
    if (valuesOfPerson(person).length === 0) {
      const message = 'needs an email, a phone_number or a user_id';
      throw new AppError('invalid', {}, [{ path: ['body'], rule: 'atLeastOneOf', message }]);
    }
    const { email, phone_number, user_id } = person;
    const reference = { email, phone_number, user_id };
    return { organization, sealed_person: this.keys.sealJson(reference, personContext(organization)) };
  }
}
