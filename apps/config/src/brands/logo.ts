import { createHash } from 'node:crypto';
import { AppError, logoSides, maxLogoBytes, type LogoType } from '@subjectline/contracts';
import { disableTypes, imageSize, types } from 'image-size';
import type { StoredLogo } from '../state/brand.store';

/** As `image-size` names them. No other format is even looked for. */
const formats: Readonly<Record<string, LogoType>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};
disableTypes(types.filter((type) => !Object.hasOwn(formats, type)));

/** EXIF orientations from this one on are turned by 90 degrees. */
const firstTurned = 5;

/** A picture by its own bytes, whatever its sender calls it. */
export function readLogo(given: string): StoredLogo {
  const content = given.replace(/^data:[\w.+/-]{1,60};base64,/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(content)) throw refused('must be base64, or a data URI in base64');
  const logo = Buffer.from(content, 'base64');
  if (logo.length > maxLogoBytes) throw refused(`must have at most ${maxLogoBytes / 1_024} KB`);
  const { type, width, height } = measured(logo);
  const { min, max } = logoSides;
  if ([width, height].some((side) => side < min || side > max))
    throw refused(
      `must be between ${min} and ${max} pixels wide and high; this picture has ${width} × ${height}`,
    );
  const logo_id = createHash('sha256').update(logo).digest('hex').slice(0, 32);
  return {
    logo,
    logo_id,
    logo_type: type,
    logo_width: width,
    logo_height: height,
    logo_bytes: logo.length,
  };
}

function measured(bytes: Buffer): { type: LogoType; width: number; height: number } {
  try {
    // a copy: image-size reads on past the end of a small Buffer, into memory shared with others
    const { type = '', width, height, orientation = 1 } = imageSize(Uint8Array.from(bytes));
    const known = formats[type];
    // of a file that breaks off they are 0
    if (known && width > 0 && height > 0) {
      const isTurned = orientation >= firstTurned;
      return { type: known, width: isTurned ? height : width, height: isTurned ? width : height };
    }
  } catch {
    // it is none of the formats, or breaks off
  }
  throw refused('must be a PNG, JPEG, GIF or WebP picture');
}

function refused(message: string): AppError {
  return new AppError('invalid', {}, [{ path: ['content'], rule: 'isLogo', message }]);
}
