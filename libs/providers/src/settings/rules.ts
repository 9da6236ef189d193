import { isIP } from 'node:net';
import { phonePattern } from '@subjectline/contracts';
import { Transform } from 'class-transformer';
import { IsEmail, IsOptional, ValidateBy, type ValidationOptions } from 'class-validator';

/** A phone number, or nothing: an empty string is kept as it is. */
export function IsPhoneNumberOrEmpty(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isPhoneNumber',
      validator: {
        validate: (value) => value === '' || (typeof value === 'string' && phonePattern.test(value)),
        defaultMessage: () =>
          'Phone number must be formatted in E.164 format, i.e. a plus sign followed by 8 to 15 digits',
      },
    },
    options,
  );
}

const label = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?';
const hostName = new RegExp(`^(?=.{1,253}$)${label}(\\.${label})*$`, 'i');

export function IsHostName(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isHostName',
      validator: {
        validate: (value) => typeof value === 'string' && hostName.test(value),
        defaultMessage: (context) =>
          `${context?.property ?? 'value'} must be a host name, e.g. mg.example.com`,
      },
    },
    options,
  );
}

/** A host name or an IP address. */
export function IsServerName(): PropertyDecorator {
  return ValidateBy({
    name: 'isServerName',
    validator: {
      validate: (value) => typeof value === 'string' && (hostName.test(value) || isIP(value) !== 0),
      defaultMessage: (context) =>
        `${context?.property ?? 'value'} must be a host name or an IP address, e.g. smtp.example.com`,
    },
  });
}

/** What a page shows in place of a secret; sent back it is no secret. */
const masked = /^[*•●∗]+$/u;

/**
 * A key or a token: whatever was pasted around it is cut off; line breaks and spaces within make it none. `form` is
 * for those of which it is known.
 */
export function IsKey(form?: { readonly pattern: RegExp; readonly says: string }): PropertyDecorator {
  const complaintOf = (value: unknown): string | null => {
    // told by another rule
    if (typeof value !== 'string') return null;
    if (masked.test(value))
      return 'is a masked value, not the secret itself; leave it out to keep what is stored';
    // an empty one has a complaint of its own
    if (value === '') return null;
    if (!/^[\x21-\x7e]+$/.test(value))
      return 'must contain only ASCII characters, without spaces or line breaks';
    return form && !form.pattern.test(value) ? form.says : null;
  };
  const check = ValidateBy({
    name: 'isKey',
    validator: {
      validate: (value) => complaintOf(value) === null,
      defaultMessage: (context) => `${context?.property ?? 'value'} ${complaintOf(context?.value) ?? ''}`,
    },
  });
  return both(Transform(trimmed), check);
}

/** A user name or a password: as it was typed, spaces and letters of any script included. */
export function IsPassword(): PropertyDecorator {
  const complaintOf = (value: unknown): string | null => {
    if (typeof value !== 'string' || value === '')
      return 'must be a text: user name and password are given together';
    if (masked.test(value))
      return 'is a masked value, not the secret itself; leave it out to keep what is stored';
    return /\p{Cc}/u.test(value) ? 'must contain no line breaks or other control characters' : null;
  };
  return ValidateBy({
    name: 'isPassword',
    validator: {
      validate: (value) => complaintOf(value) === null,
      defaultMessage: (context) => `${context?.property ?? 'value'} ${complaintOf(context?.value) ?? ''}`,
    },
  });
}

/** An address, or nothing. */
export function IsReplyTo(): PropertyDecorator {
  const optional = both(Transform(absentIfEmpty), IsOptional());
  return both(optional, IsEmail());
}

export function absentIfEmpty({ value }: { value: unknown }): unknown {
  return value === null || value === '' ? undefined : value;
}

/** A form sends a number as text. */
export function numberIfWritten({ value }: { value: unknown }): unknown {
  const given = absentIfEmpty({ value });
  return typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
}

function trimmed({ value }: { value: unknown }): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

function both(first: PropertyDecorator, second: PropertyDecorator): PropertyDecorator {
  return (target, property) => {
    second(target, property);
    first(target, property);
  };
}
